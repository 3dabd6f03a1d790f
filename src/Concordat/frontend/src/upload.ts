/** A file may be dropped on an upload box (data-upload) as well as chosen. */
export function upload(): void {
  document.querySelectorAll<HTMLElement>("[data-upload]").forEach((box) => {
    const input = box.querySelector<HTMLInputElement>("input[type=file]");
    if (!input) return;
    const over = (isOver: boolean) => box.classList.toggle("c-upload--over", isOver);
    box.addEventListener("dragover", (event) => {
      event.preventDefault();
      over(true);
    });
    box.addEventListener("dragleave", () => over(false));
    box.addEventListener("drop", (event) => {
      event.preventDefault();
      over(false);
      if (!event.dataTransfer?.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });
}
