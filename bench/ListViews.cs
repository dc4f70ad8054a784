using Rapport.Fields;
using Rapport.Lists;

namespace Rapport.Bench;

/// <summary>
/// Lists as somebody would keep them. Together they hold every comparison, every field by which a list is sorted, also
/// those that many rows lack, and every kind of field, the firm's own too; <see cref="Missing"/> says what they do not.
/// Written as they are typed; <c>{client}</c> is the client with most entries.
/// </summary>
internal static class ListViews
{
    public static readonly IReadOnlyList<(string Name, string Address)> All =
    [
        ("all clients", "/clients?"),
        ("last heard, late first", "/clients?sort=-lastHeard"),
        (
            "gone quiet",
            "/clients?filter=lastHeard lt \"-P1D\" and stage ne \"lapsed\"&sort=lastTouch"
        ),
        ("key accounts by city", "/clients?filter=tier eq \"key\"&sort=city&columns=city,country"),
        ("by country", "/clients?filter=country pr&sort=country&columns=country"),
        ("by account manager", "/clients?sort=accountManager"),
        (
            "mine or anybody's",
            "/clients?filter=accountManager eq \"me\" or accountManager pr&sort=-created"
        ),
        ("industry holds", "/clients?filter=industry co \"e\"&sort=industry&columns=industry"),
        (
            "large, not poor",
            "/clients?filter=employees ge 500 and not (revenue lt \"1 EUR\")&sort=-employees"
        ),
        ("by revenue", "/clients?sort=-revenue&columns=revenue,employees"),
        (
            "no tags, in a group or kept",
            "/clients?filter=not (tags pr) and (parent pr or stage eq \"retain\")&sort=parent"
        ),
        ("by stage", "/clients?filter=stageSince pr&sort=stage"),
        ("since when in a stage", "/clients?filter=stage ne \"reach\"&sort=-stageSince"),
        ("by tier", "/clients?filter=tags ne \"vip\"&sort=tier&columns=tags,tier"),
        (
            "own text",
            "/clients?filter=fields.own-text sw \"ol 1\"&sort=fields.own-text&columns=fields.own-text"
        ),
        ("own long text", "/clients?filter=fields.own-longtext ew \"9\"&sort=fields.own-longtext"),
        (
            "own number",
            "/clients?filter=fields.own-number gt 500&sort=-fields.own-number&columns=fields.own-number"
        ),
        ("own money", "/clients?filter=fields.own-money le \"900.00 EUR\"&sort=fields.own-money"),
        ("own date", "/clients?filter=fields.own-date ge \"2026-06-01\"&sort=fields.own-date"),
        ("own choice", "/clients?filter=fields.own-choice eq \"high\"&sort=fields.own-choice"),
        ("own choices", "/clients?filter=fields.own-choices ne \"low\"&columns=fields.own-choices"),
        ("own yes and no", "/clients?filter=fields.own-yesno eq \"true\"&sort=fields.own-yesno"),
        ("own person", "/clients?filter=fields.own-person pr&sort=fields.own-person"),
        ("own link", "/clients?filter=fields.own-link co \"client9\"&sort=-fields.own-link"),
        ("by number", "/clients?filter=number ge 1&sort=-number&columns=number,legalName"),
        (
            "languages, by currency",
            "/clients?filter=languages eq \"de\" or not (currency eq \"EUR\")&sort=currency&columns=languages,currency"
        ),
        ("by language", "/clients?filter=timeZone pr&sort=languages&columns=timeZone,languages"),
        (
            "founded, with a site",
            "/clients?filter=founded ge 1950 and website pr&sort=-founded&columns=founded,website,phone"
        ),
        (
            "expected of us, led by me",
            "/clients?filter=values co \"e\" or projectManager eq \"me\" or backup pr&columns=values,projectManager,winningCriteria"
        ),
        (
            "by region",
            "/clients?filter=street pr or postalCode sw \"1\"&sort=region&columns=region"
        ),
        ("own choices, sorted", "/clients?filter=fields.own-choices pr&sort=fields.own-choices"),
        ("all contacts", "/contacts?"),
        (
            "contacts by language",
            "/contacts?filter=language eq \"de\" or language pr&sort=language&columns=language,channels"
        ),
        (
            "contacts by department",
            "/contacts?filter=channels eq \"phone\" or department pr&sort=department&columns=department"
        ),
        (
            "contacts by whom they report to",
            "/contacts?filter=offHours eq \"false\"&sort=reportsTo&columns=reportsTo,knownBy"
        ),
        (
            "contacts who agreed",
            "/contacts?filter=marketing eq \"true\" or knownBy eq \"me\"&sort=joined&columns=joined,marketing"
        ),
        ("contacts by where they went", "/contacts?left=true&filter=wentTo pr&sort=wentTo"),
        ("contacts by client", "/contacts?sort=client"),
        ("contacts by address", "/contacts?filter=email ew \"example\"&sort=email"),
        (
            "contacts by telephone",
            "/contacts?filter=phone ne \"1\"&sort=phone&columns=jobTitle,phone"
        ),
        ("contacts by title", "/contacts?filter=jobTitle pr&sort=jobTitle&columns=jobTitle"),
        (
            "promoters, last met",
            "/contacts?filter=stance eq \"promoter\" or influence eq \"decides\"&sort=-lastTouch"
        ),
        ("contacts by influence", "/contacts?filter=not (left pr)&sort=-influence"),
        (
            "contacts by stance",
            "/contacts?filter=client eq \"{client}\" or stance ne \"opponent\"&sort=stance"
        ),
        ("newest contacts", "/contacts?filter=created le \"today\"&sort=-created"),
        ("who left last", "/contacts?left=true&sort=-left"),
        ("all opportunities", "/opportunities?"),
        (
            "worth most",
            "/opportunities?filter=stage ne \"lost\" and value gt \"100.00 EUR\"&sort=-value"
        ),
        ("opened, by client", "/opportunities?filter=opened ge \"2025-06-01\"&sort=client"),
        (
            "by product and owner",
            "/opportunities?filter=product sw \"product 1\" and owner pr&sort=owner"
        ),
        ("by stage, by name", "/opportunities?filter=name co \"deal\"&sort=stage"),
        ("opportunities by name", "/opportunities?filter=number gt 1100&sort=name"),
        ("opened last", "/opportunities?filter=not (closed pr)&sort=-opened"),
        ("by product", "/opportunities?sort=product"),
        ("closed, created", "/opportunities?filter=created le \"today\"&sort=closed"),
        ("created last", "/opportunities?filter=owner pr&sort=-created"),
        ("next step first", "/opportunities?filter=nextStep pr&sort=nextStep&columns=nextStep"),
        (
            "heard of last",
            "/opportunities?filter=stage ne \"won\"&sort=-lastHeard&columns=lastHeard"
        ),
        ("all that is owed", "/commitments?"),
        ("owed and late", "/commitments?stands=Late&sort=-due"),
        ("owed, by text", "/commitments?filter=text co \"7\"&sort=text"),
        ("owed, by client", "/commitments?sort=client"),
        ("owed, by owner", "/commitments?filter=owner pr and backup pr&sort=owner"),
        ("all words, by state", "/commitments?stands=All&sort=state"),
        ("owed and tight", "/commitments?filter=tight eq \"true\"&columns=tight,text"),
        ("owed to clients", "/commitments?filter=favour eq \"client\"&sort=favour"),
        ("owed, by contact", "/commitments?sort=contact&columns=contact"),
        ("owed, by target", "/commitments?filter=targetOn le \"P60D\"&sort=targetOn"),
        ("owed, by backup", "/commitments?filter=not (contact pr)&sort=backup&columns=backup"),
        ("waited for longest", "/commitments?stands=Waiting&sort=waitingSince"),
        ("judged last", "/commitments?stands=Judged&sort=-judgedBy"),
        ("closed last", "/commitments?stands=All&filter=closedAt pr&sort=-closedAt"),
        ("owed, by origin", "/commitments?filter=origin ne \"play\"&sort=origin"),
        ("noted last", "/commitments?filter=client ne \"{client}\"&sort=-createdAt"),
        ("meetings to come", "/meetings?"),
        ("meetings by title", "/meetings?filter=title co \"7\"&sort=title"),
        ("meetings by client", "/meetings?when=All&sort=client"),
        ("meetings by kind", "/meetings?filter=kind ne \"internal\"&sort=kind"),
        ("meetings by who invites", "/meetings?filter=owner eq \"me\" or owner pr&sort=owner"),
        ("meetings by state", "/meetings?when=All&filter=state ne \"cancelled\"&sort=state"),
        ("meetings by series", "/meetings?sort=series&columns=series"),
        ("meetings by the next", "/meetings?when=All&filter=next pr&sort=next&columns=next"),
        ("long meetings", "/meetings?filter=minutes ge 60&sort=-minutes"),
        ("meetings arranged last", "/meetings?filter=start gt \"today\"&sort=-createdAt"),
        ("rhythms that slip", "/series?"),
        ("series by title", "/series?filter=title sw \"review\"&sort=title"),
        ("series by client", "/series?sort=client"),
        ("series by level", "/series?filter=level ne \"internal\"&sort=level"),
        ("series by owner", "/series?filter=owner pr&sort=owner"),
        ("series kept longest", "/series?filter=keptUntil pr&sort=-keptUntil"),
        ("series by beginning", "/series?filter=minutes lt 90&sort=anchor"),
        ("series that ended", "/series?stands=Ended&sort=ended"),
        (
            "series by length",
            "/series?filter=ended pr or slipsAfter ge \"2026-01-01\"&sort=minutes"
        ),
        ("entries of 90 days", "/interactions?"),
        (
            "calls and mails of 90 days",
            "/interactions?filter=channel eq \"call\" or channel eq \"email\""
        ),
        (
            "long meetings of 90 days",
            "/interactions?filter=minutes ge 60 and realTouch eq \"true\"&sort=-minutes"
        ),
        ("90 days by subject", "/interactions?filter=subject co \"a\"&sort=subject"),
        ("90 days by client", "/interactions?sort=client"),
        ("90 days by author", "/interactions?filter=author pr&sort=author&columns=author"),
        ("90 days by touchpoint", "/interactions?filter=correction eq \"false\"&sort=touchpoint"),
        ("entries of one client", "/interactions?filter=client eq \"{client}\""),
        (
            "one client by channel",
            "/interactions?filter=client eq \"{client}\" and direction ne \"both\"&sort=channel"
        ),
        ("one client by who began", "/interactions?filter=client eq \"{client}\"&sort=direction"),
        (
            "one client by audience",
            "/interactions?filter=client eq \"{client}\" and author pr&sort=audience"
        ),
        (
            "one client, who took part",
            "/interactions?filter=client eq \"{client}\" and colleagues pr and contacts pr&sort=-recorded&columns=contacts,colleagues,author"
        ),
        (
            "one client, oldest first",
            "/interactions?filter=client eq \"{client}\" and audience ne \"named\" and touchpoint ne \"marketing\"&sort=occurred"
        ),
    ];

    /// <summary>Comparisons, orders and kinds of field that no view has; nothing as long as the table is whole.</summary>
    public static IReadOnlyList<string> Missing()
    {
        var said = string.Join('\n', All.Select(v => v.Address));
        var sorts =
            from list in ListOf.All
            from one in list.Offered
            where one.Sorts && !IsSorted(list, one.Key)
            select $"{list.Key} by {one.Key}";
        return
        [
            .. sorts,
            .. Enum.GetNames<Comparison>()
                .Where(c => !Says($" {c}"))
                .Select(c => $"comparison {c}"),
            .. CustomField.Kinds.Where(k => !Says($"fields.own-{k}")).Select(k => $"own {k}"),
        ];

        bool Says(string part) => said.Contains(part, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>By what its address says, or else as it usually is.</summary>
    private static bool IsSorted(ListOf list, string key) =>
        All.Where(v => v.Address.StartsWith($"/{list.Key}?", StringComparison.Ordinal))
            .Select(v => ListSaid.Read(v.Address[(v.Address.IndexOf('?') + 1)..]))
            .Any(s => (Sort.Read(s[ListSaid.Sort])?.Field ?? Usual(list)) == key);

    private static string Usual(ListOf list) =>
        ((Sort)list.GetType().GetProperty("UsualSort")!.GetValue(list)!).Field;

    /// <summary>The view as an address.</summary>
    public static string Address(string view, Guid client)
    {
        var (path, said) = (view[..view.IndexOf('?')], view[(view.IndexOf('?') + 1)..]);
        var pairs = said.Replace("{client}", client.ToString(), StringComparison.Ordinal)
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => $"{pair[0]}={Uri.EscapeDataString(pair[1])}");
        return $"{path}?{string.Join('&', pairs)}";
    }
}
