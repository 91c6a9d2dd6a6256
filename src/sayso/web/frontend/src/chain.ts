export async function drawChain(_place: HTMLElement): Promise<void> {}
