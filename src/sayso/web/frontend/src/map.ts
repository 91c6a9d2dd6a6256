export async function drawMap(_place: HTMLElement): Promise<void> {}
