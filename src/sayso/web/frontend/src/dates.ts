// Dates in the reader's own way. The machine form stays in the attribute.

const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });

export function localDates(root: ParentNode): void {
  for (const time of root.querySelectorAll<HTMLTimeElement>("time[datetime]")) {
    const value = time.dateTime;
    const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(value);
    if (!found) continue;
    time.textContent = day.format(new Date(`${found[0]}T00:00:00Z`));
    if (value.length > 10) time.title = moment.format(new Date(value));
  }
}
