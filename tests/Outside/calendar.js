// A calendar program: reads files from standard input, each a line of JSON, and prints what ical.js understands of it: its
// properties, its events with their times in UTC, and the first times that they recur. An error is printed, too.
const { createInterface } = require("node:readline");

const icalPromise = import("ical.js").then((m) => m.default);
const time = (t) => (t == null ? null : t.isDate ? t.toString() : t.toJSDate().toISOString());

function understood(ICAL, text) {
  const root = new ICAL.Component(ICAL.parse(text));
  for (const zone of root.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const events = root.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const recurs = [];
    if (event.isRecurring()) {
      const next = event.iterator();
      for (let at = next.next(); at && recurs.length < 40; at = next.next()) recurs.push(time(at));
    }
    return {
      uid: event.uid,
      stamp: time(component.getFirstPropertyValue("dtstamp")),
      sequence: event.sequence,
      start: time(event.startDate),
      end: component.getFirstProperty("dtend") ? time(event.endDate) : null,
      summary: event.summary,
      description: event.description,
      location: event.location,
      status: component.getFirstPropertyValue("status"),
      transparent: component.getFirstPropertyValue("transp") === "TRANSPARENT",
      url: component.getFirstPropertyValue("url"),
      organizer: event.organizer,
      recurrenceId: time(event.recurrenceId),
      attendees: event.attendees.map((a) => ({
        address: a.getFirstValue(),
        name: a.getParameter("cn") ?? null,
        role: a.getParameter("role"),
        answer: a.getParameter("partstat"),
        rsvp: a.getParameter("rsvp") ?? null,
      })),
      recurs,
    };
  });
  return { method: root.getFirstPropertyValue("method"), name: root.getFirstPropertyValue("name"), events };
}

createInterface({ input: process.stdin }).on("line", async (line) => {
  const ICAL = await icalPromise;
  let answer;
  try {
    answer = understood(ICAL, JSON.parse(line));
  } catch (failure) {
    answer = { error: String(failure) };
  }
  console.log(JSON.stringify(answer));
});
