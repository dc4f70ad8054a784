using Rapport.Contacts;
using Rapport.Import.Reading;
using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>What the cells of a row say of a contact. An empty cell says nothing and leaves what is there.</summary>
internal static class ContactValues
{
    public static void Fill(Contact contact, Cells cells)
    {
        contact.GivenName =
            cells.Text(ContactFields.GivenName, Contact.NameLength) ?? contact.GivenName;
        contact.FamilyName =
            cells.Text(ContactFields.FamilyName, Contact.NameLength) ?? contact.FamilyName;
        contact.JobTitle =
            cells.Text(ContactFields.JobTitle, Contact.NameLength) ?? contact.JobTitle;
        contact.Department =
            cells.Text(ContactFields.Department, Contact.NameLength) ?? contact.Department;
        contact.Language =
            cells.OneOf<Spoken>(ContactFields.Language, Language)?.Code ?? contact.Language;
        contact.TimeZone =
            cells.Text(ContactFields.TimeZone, 60, Known.Zone, Fault.NotATimeZone)
            ?? contact.TimeZone;
        FillReach(contact, cells);
        contact.Influence =
            cells.OneOf(ContactFields.Influence, Enums.Influence) ?? contact.Influence;
        contact.Stance = cells.OneOf(ContactFields.Stance, Enums.Stance) ?? contact.Stance;
        contact.Interest =
            cells.Text(ContactFields.Interest, Contact.TextLength) ?? contact.Interest;
        FillNotes(contact, cells);
        contact.Joined = cells.Date(ContactFields.Joined) ?? contact.Joined;
        contact.Left = cells.Date(ContactFields.Left) ?? contact.Left;
        contact.WentTo = cells.Text(ContactFields.WentTo, Contact.NameLength) ?? contact.WentTo;
    }

    private static void FillReach(Contact contact, Cells cells)
    {
        var channels = cells.List(ContactFields.Channels).Select(HeaderKey.Of).ToList();
        if (channels.Count > 0)
        {
            contact.Channels = channels.TrueForAll(Contact.ReachChannels.Contains)
                ? new Codes(channels)
                : cells.Leave<Codes>(
                    ContactFields.Channels,
                    Fault.Unknown,
                    string.Join(", ", channels)
                ) ?? contact.Channels;
        }
        contact.ReachHours = cells.Hours(ContactFields.ReachHours) ?? contact.ReachHours;
        contact.OffHoursAllowed =
            cells.OneOf(ContactFields.OffHours, Enums.Yes) ?? contact.OffHoursAllowed;
    }

    /// <summary>What she wants and fears is kept for a purpose and until a day, or not at all.</summary>
    private static void FillNotes(Contact contact, Cells cells)
    {
        var (wants, fears) = (
            cells.Text(ContactFields.Wants, Contact.TextLength),
            cells.Text(ContactFields.Fears, Contact.TextLength)
        );
        if (wants is null && fears is null)
        {
            return;
        }
        var purpose =
            cells.Text(ContactFields.NotesPurpose, Contact.NameLength) ?? contact.NotesPurpose;
        var until = cells.Date(ContactFields.NotesUntil) ?? contact.NotesUntil;
        if (purpose is null || until is null)
        {
            cells.Leave<string>(
                purpose is null ? ContactFields.NotesPurpose : ContactFields.NotesUntil,
                Fault.Required,
                wants ?? fears!
            );
            return;
        }
        (contact.Wants, contact.Fears) = (wants ?? contact.Wants, fears ?? contact.Fears);
        (contact.NotesPurpose, contact.NotesUntil) = (purpose, until);
    }

    private readonly record struct Spoken(string Code);

    /// <summary>A code, or a language by its own or its English name.</summary>
    private static Spoken? Language(string key)
    {
        var code = key switch
        {
            "english" or "englisch" or "ingles" => "en",
            "german" or "deutsch" or "aleman" => "de",
            "spanish" or "spanisch" or "espanol" => "es",
            "french" or "franzosisch" or "frances" or "francais" => "fr",
            "italian" or "italienisch" or "italiano" => "it",
            "portuguese" or "portugiesisch" or "portugues" => "pt",
            _ => key.Split(' ')[0],
        };
        return Known.Language(code) ? new Spoken(code) : null;
    }

    public static IEnumerable<(PointKind Kind, string Value, string Key)> Points(Cells cells)
    {
        foreach (var mail in cells.List(ContactFields.Email).SelectMany(m => m.Split(" ::: ")))
        {
            if (Known.Email(mail))
            {
                yield return (PointKind.Email, mail, Known.EmailKey(mail));
            }
            else
            {
                cells.Leave<string>(ContactFields.Email, Fault.NotAnEmail, mail);
            }
        }
        foreach (
            var (kind, field) in new[]
            {
                (PointKind.Phone, ContactFields.Phone),
                (PointKind.Mobile, ContactFields.Mobile),
            }
        )
        {
            foreach (var number in cells.Raws(field).SelectMany(Numbers))
            {
                if (Known.Phone(number))
                {
                    yield return (kind, number, Known.PhoneKey(number));
                }
                else
                {
                    cells.Leave<string>(field, Fault.NotAPhone, number);
                }
            }
        }
        foreach (var name in cells.List(ContactFields.Chat))
        {
            if (name.Length <= ContactPoint.ValueLength)
            {
                yield return (PointKind.Chat, name, Folded.Key(name));
            }
            else
            {
                cells.Leave<string>(ContactFields.Chat, Fault.TooLong, name);
            }
        }
        foreach (var link in cells.List(ContactFields.Web))
        {
            if (Known.Link(link) && link.Length <= ContactPoint.ValueLength)
            {
                yield return (PointKind.Web, link, Folded.Key(link));
            }
            else
            {
                cells.Leave<string>(ContactFields.Web, Fault.NotALink, link);
            }
        }
    }

    /// <summary>A comma belongs to the number.</summary>
    private static IEnumerable<string> Numbers(string cell) =>
        cell.Split(" ::: ").SelectMany(v => CellText.ReadList(v.Contains(';') ? v : v + ";"));
}
