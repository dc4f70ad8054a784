using Rapport.Mail;
using Rapport.Notices;
using Rapport.Today;

namespace Rapport.Tests.Core.Today;

/// <summary>Says what was told, a line each, in nobody's language.</summary>
internal sealed class PlainNoticeMail : INoticeMail
{
    public MailDetails Write(MailReader to, IReadOnlyList<MailedNotice> told) =>
        new(to.Email!, "Told", string.Join('\n', told.Select(t => $"{t.Told.Text}@{t.Client}")));
}

/// <summary>As above, and fails over one colleague.</summary>
internal sealed class FailsOver(Guid colleague) : INoticeMail
{
    public MailDetails Write(MailReader to, IReadOnlyList<MailedNotice> told) =>
        to.Id == colleague
            ? throw new InvalidOperationException("No words")
            : new PlainNoticeMail().Write(to, told);
}
