export async function drawTension(_place: HTMLElement): Promise<void> {}
