using Rapport.Lists;
using Rapport.Values;

namespace Rapport.Contacts;

/// <summary>How single fields of a contact are set from a list: by the act of her own page.</summary>
internal static class ContactSetting
{
    public static SetField Of(Func<ContactDetails, string?, ContactDetails> with) =>
        async (db, id, said, cancel) =>
            await ContactRecords.Find(db, id, cancel) is { } contact
                ? (
                    await new Contacts(db).Change(
                        id,
                        // Points that are not given stay as they are.
                        with(contact.Details with { Points = null, Fields = null }, said.Value),
                        said.Version,
                        cancel
                    )
                ).Refusal
                : Refusal.NotFound;
}
