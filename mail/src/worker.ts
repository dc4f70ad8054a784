// Hands mails to an SMTP server. It is a child of Rapport and knows nothing but what comes in on its standard input: a
// mail a line, each answered by a line on standard output that says what became of it. It keeps nothing, and ends with
// its input; what it held then is given out again.
import { createInterface } from "node:readline";
import nodemailer from "nodemailer";

/** A mail as Rapport gives it out; src/Web/Mail/MailLine.cs writes it. */
interface Mail {
  id: string;
  messageId: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  html?: string;
  calendar?: string;
  /** What a calendar program is asked to do: REQUEST, CANCEL, PUBLISH. */
  method?: string;
}

/** What became of it. Only a refusal of this very mail is final: what is wrong with the server may be put right. */
interface Outcome {
  id: string;
  outcome: "delivered" | "refused" | "later";
  detail: string;
}

/** What nodemailer says of a mail that was not taken. */
interface Failure {
  message: string;
  code?: string;
  responseCode?: number;
  response?: string;
}

const wait = 60_000;

const server = nodemailer.createTransport({
  url: process.env.RAPPORT_SMTP_URL ?? "",
  pool: true,
  maxConnections: 5,
  connectionTimeout: wait,
  greetingTimeout: wait,
  socketTimeout: wait,
  // A body names no file and no address that the worker would open.
  disableFileAccess: true,
  disableUrlAccess: true,
});

async function send(mail: Mail): Promise<Outcome> {
  try {
    const taken = await server.sendMail({
      messageId: mail.messageId,
      from: mail.from,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      ...(mail.html === undefined ? {} : { html: mail.html }),
      ...(mail.calendar === undefined
        ? {}
        : { icalEvent: { content: mail.calendar, method: mail.method ?? "PUBLISH" } }),
      // Nobody's holiday notice answers it.
      headers: { "Auto-Submitted": "auto-generated" },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return { id: mail.id, outcome: "delivered", detail: taken.response };
  } catch (thrown) {
    const failure = thrown as Failure;
    const ofThisMail = failure.code === "EENVELOPE" || failure.code === "EMESSAGE";
    const final = ofThisMail && (failure.responseCode ?? 0) >= 500;
    return { id: mail.id, outcome: final ? "refused" : "later", detail: failure.response ?? failure.message };
  }
}

const lines = createInterface({ input: process.stdin });
lines.on("line", async (line) => {
  const outcome = await send(JSON.parse(line) as Mail);
  process.stdout.write(JSON.stringify(outcome) + "\n");
});
// Whoever started it is gone, or wants it to end.
lines.on("close", () => process.exit());
