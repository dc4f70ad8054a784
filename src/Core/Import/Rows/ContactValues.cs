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
            foreach (
                var number in cells
                    .Raws(field)
                    .SelectMany(v => v.Split([" ::: ", ";"], StringSplitOptions.RemoveEmptyEntries))
            )
            {
                if (Known.Phone(number.Trim()))
                {
                    yield return (kind, number.Trim(), Known.PhoneKey(number));
                }
                else
                {
                    cells.Leave<string>(field, Fault.NotAPhone, number);
                }
            }
        }
    }
}
