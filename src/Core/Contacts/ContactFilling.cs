using Rapport.Clients;
using Rapport.Values;

namespace Rapport.Contacts;

/// <summary>Checks what is said of a contact and fills the row with it: pure but for the row.</summary>
internal static class ContactFilling
{
    public static void Fill(this Contact contact, ContactDetails said, Faults faults)
    {
        contact.GivenName = faults.Text("givenName", said.GivenName, Contact.NameLength);
        contact.FamilyName = faults.Text("familyName", said.FamilyName, Contact.NameLength);
        contact.Name =
            faults.Text(
                "name",
                string.IsNullOrWhiteSpace(said.Name)
                    ? $"{contact.GivenName} {contact.FamilyName}"
                    : said.Name,
                Contact.NameLength * 2,
                required: true
            ) ?? "";
        contact.NameKey = Folded.Key(contact.Name);
        contact.JobTitle = faults.Text("jobTitle", said.JobTitle, Contact.NameLength);
        contact.Department = faults.Text("department", said.Department, Contact.NameLength);
        contact.Language = faults.Text("language", said.Language, 12)?.ToLowerInvariant();
        faults.If(
            contact.Language is not null && !Known.Language(contact.Language),
            "language",
            Fault.NotALanguage
        );
        contact.TimeZone = faults.Text("timeZone", said.TimeZone, 60);
        faults.If(
            contact.TimeZone is not null && !Known.Zone(contact.TimeZone),
            "timeZone",
            Fault.NotATimeZone
        );
        contact.Channels = Channels(said.Channels, faults);
        contact.ReachHours = ClientFilling.Hours("reachHours", said.ReachHours, faults);
        contact.OffHoursAllowed = said.OffHoursAllowed;
        contact.Influence = said.Influence;
        contact.Stance = said.Stance;
        contact.Interest = faults.Text("interest", said.Interest, Contact.TextLength);
        FillNotes(contact, said, faults);
        contact.Joined = said.Joined;
    }

    /// <summary>What she wants and fears is kept for a purpose and until a day, or not at all.</summary>
    private static void FillNotes(Contact contact, ContactDetails said, Faults faults)
    {
        contact.Wants = faults.Text("wants", said.Wants, Contact.TextLength);
        contact.Fears = faults.Text("fears", said.Fears, Contact.TextLength);
        var noted = contact.Wants is not null || contact.Fears is not null;
        contact.NotesPurpose = faults.Text(
            "notesPurpose",
            said.NotesPurpose,
            Contact.NameLength,
            required: noted
        );
        faults.If(noted && said.NotesUntil is null, "notesUntil", Fault.Required);
        contact.NotesUntil = said.NotesUntil;
    }

    private static Codes Channels(IReadOnlyList<string>? said, Faults faults)
    {
        var clean = (said ?? [])
            .Select(c => c.Trim().ToLowerInvariant())
            .Where(c => c.Length > 0)
            .ToList();
        var known = clean.TrueForAll(c => Contact.ReachChannels.Contains(c));
        faults.If(!known, "channels", Fault.Unknown);
        return known ? new Codes(clean) : Codes.None;
    }

    public static ContactPoint Row(
        this PointDetails said,
        Contact contact,
        string field,
        Faults faults,
        ContactPoint? row
    )
    {
        faults.If(said.Kind is null, $"{field}.kind", Fault.Required);
        field += ".value";
        var value = faults.Text(field, said.Value, ContactPoint.ValueLength, required: true) ?? "";
        row ??= new ContactPoint
        {
            ClientId = contact.ClientId,
            ContactId = contact.Id,
            Value = value,
        };
        (row.Kind, row.Value) = (said.Kind ?? row.Kind, value);
        row.ValueKey = said.Kind switch
        {
            PointKind.Phone or PointKind.Mobile => Known.PhoneKey(value),
            PointKind.Email => Known.EmailKey(value),
            _ => Folded.Key(value),
        };
        if (value.Length > 0)
        {
            switch (said.Kind)
            {
                case PointKind.Email:
                    faults.If(!Known.Email(value), field, Fault.NotAnEmail);
                    break;
                case PointKind.Phone or PointKind.Mobile:
                    faults.If(!Known.Phone(value), field, Fault.NotAPhone);
                    break;
                case PointKind.Web:
                    faults.If(!Known.Link(value), field, Fault.NotALink);
                    break;
            }
        }
        return row;
    }
}
