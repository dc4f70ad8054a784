using Rapport.Data;

namespace Rapport.Contacts;

/// <summary>
/// Keeps with each contact her first mail address and her first telephone number, by which a list of hundreds of
/// thousands is sorted and filtered: looked up for each they would be too slow.
/// </summary>
internal sealed class FirstPoints : IFollowSave
{
    /// <summary>Before the plays, whose conditions ask for them.</summary>
    public int Order => 10;

    public async ValueTask Follow(Db db, Saved saved, CancellationToken cancel)
    {
        var contacts = saved
            .Rows.Where(r => r.Type == typeof(ContactPoint))
            .SelectMany(r => r.RefersTo)
            .Where(r => r.Type == typeof(Contact))
            .Select(r => r.Id)
            .Distinct()
            .ToList();
        if (contacts.Count == 0)
        {
            return;
        }
        // Whatever its writer may see: the order of a list is not hers alone.
        var points = EveryRow.Of<ContactPoint>(db);
        await WorkedOut.Anew<Contact>(
            db,
            contacts,
            set =>
                set.SetProperty(
                        c => c.EmailKey,
                        c =>
                            points
                                .Where(p => p.ContactId == c.Id && p.Kind == PointKind.Email)
                                .OrderBy(p => p.Position)
                                .ThenBy(p => p.Id)
                                .Select(p => p.ValueKey)
                                .FirstOrDefault()
                    )
                    .SetProperty(
                        c => c.PhoneKey,
                        c =>
                            points
                                .Where(p => p.ContactId == c.Id)
                                .Where(p => p.Kind == PointKind.Phone || p.Kind == PointKind.Mobile)
                                .OrderBy(p => p.Position)
                                .ThenBy(p => p.Id)
                                .Select(p => p.ValueKey)
                                .FirstOrDefault()
                    ),
            cancel
        );
    }
}
