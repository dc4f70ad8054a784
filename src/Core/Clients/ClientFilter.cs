using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Clients;

/// <summary>The usual ways to narrow a list of clients, at one press each.</summary>
/// <param name="Text">Begins the name or a word of it, folded; null for all.</param>
/// <param name="Mine">Only where the viewer has a seat.</param>
public sealed record ClientFilter(
    string? Text = null,
    Stage? Stage = null,
    Tier? Tier = null,
    string? Tag = null,
    bool Mine = false
)
{
    public const string Tagged = "tag";
    public const string Own = "mine";

    /// <summary>As the address of a list says it.</summary>
    public static ClientFilter Of(ListSaid said) =>
        new(
            said[ListSaid.Words],
            FieldText.Choice<Stage>(said[ClientList.Stage]),
            FieldText.Choice<Tier>(said[ClientList.Tier]),
            said[Tagged],
            said[Own] == FieldText.Yes
        );

    /// <summary>Narrows to fewer than all that the viewer sees.</summary>
    public bool Narrows =>
        !string.IsNullOrWhiteSpace(Text)
        || Stage is not null
        || Tier is not null
        || !string.IsNullOrWhiteSpace(Tag)
        || Mine;

    public IQueryable<Client> Clients(Db db)
    {
        var clients = Visible(db);
        if (Folded.Key(Text ?? "") is { Length: > 0 } start)
        {
            var word = " " + start;
            clients = clients.Where(c => c.NameKey.StartsWith(start) || c.NameKey.Contains(word));
        }
        if (Stage is { } stage)
        {
            clients = clients.Where(c => c.Stage == stage);
        }
        if (Tier is { } tier)
        {
            clients = clients.Where(c => c.Tier == tier);
        }
        if (Folded.Key(Tag ?? "") is { Length: > 0 } tag)
        {
            clients = clients.Where(c =>
                db.Set<ClientTag>().Any(t => t.ClientId == c.Id && t.TextKey == tag)
            );
        }
        return clients;
    }

    /// <summary>
    /// The wall would look at every client and ask for a pass. Who has few passes begins at these instead; the wall
    /// still stands behind it.
    /// </summary>
    private IQueryable<Client> Visible(Db db)
    {
        var clients = db.Set<Client>().AsNoTracking();
        if (db.Viewer.SeesAll && !Mine)
        {
            return clients;
        }
        var me = db.Viewer.ColleagueId;
        return db.Set<Pass>()
            .Where(p => p.ColleagueId == me)
            .Join(clients, p => p.ClientId, c => c.Id, (p, c) => c);
    }
}
