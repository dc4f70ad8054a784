// A real SMTP server: prints its port, then each message that it was given, a line of JSON each; and ends with whoever
// started it. Whom a mail is for decides what it does: full@ has no room just now, nobody@ does not exist, spam@ is refused
// after it was read, slow@ is taken and never answered for the first time.
const { SMTPServer } = require("smtp-server");

const refused = (code, why) => Object.assign(new Error(why), { responseCode: code });
const slow = new Set();

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onRcptTo({ address }, session, answer) {
    if (address.startsWith("full@")) return answer(refused(452, "No room just now"));
    if (address.startsWith("nobody@")) return answer(refused(550, "No such user"));
    answer();
  },
  onData(stream, session, answer) {
    const chunks = [];
    stream.on("data", (chunk) => chunks.push(chunk));
    stream.on("end", () => {
      const to = session.envelope.rcptTo.map((rcpt) => rcpt.address);
      console.log(JSON.stringify({ from: session.envelope.mailFrom.address, to, data: Buffer.concat(chunks).toString("utf8") }));
      const [first] = to;
      if (first.startsWith("spam@")) return answer(refused(554, "Not wanted"));
      if (first.startsWith("slow@") && !slow.has(first)) return slow.add(first);
      answer();
    });
  },
});
server.on("error", () => {});
server.listen(0, "127.0.0.1", () => console.log(server.server.address().port));
process.stdin.resume().on("end", () => process.exit());
