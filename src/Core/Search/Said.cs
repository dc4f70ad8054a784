using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Contacts;
using Rapport.Files;
using Rapport.Interactions;
using Rapport.Meetings;
using Rapport.Offers;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Search;

/// <summary>What an entry says of its record. What a contact wants and fears is kept for another purpose and finds nobody.</summary>
internal static class Said
{
    private const int LongestDetail = Tokens.LongestText;
    private const int FewestDigits = 6;

    public static SearchEntry Of(Client client, ClientTexts parts, IEnumerable<OwnText> own) =>
        Fill(
            new SearchEntry
            {
                Place = Places.New(SearchKind.Client, client.CreatedAt),
                Kind = SearchKind.Client,
                SubjectId = client.Id,
                ClientId = client.Id,
                Title = client.Name,
                At = client.CreatedAt,
            },
            [
                client.LegalName,
                client.Industry,
                client.Website,
                client.Phone,
                .. parts.Texts,
                $"C-{client.Number}",
            ],
            PhoneEndings(client.Phone),
            own
        );

    public static SearchEntry Of(
        Contact contact,
        IEnumerable<ContactPoint> points,
        string? client,
        IEnumerable<OwnText> own
    )
    {
        var ordered = points.OrderBy(p => p.Position).ThenBy(p => p.Id).ToList();
        return Fill(
            new SearchEntry
            {
                Place = Places.New(SearchKind.Contact, contact.CreatedAt),
                Kind = SearchKind.Contact,
                SubjectId = contact.Id,
                ClientId = contact.ClientId,
                Title = contact.Name,
                At = contact.CreatedAt,
            },
            [
                contact.JobTitle,
                contact.Department,
                .. ordered.Select(p => p.Value),
                contact.Interest,
                contact.WentTo,
            ],
            [
                client,
                contact.GivenName,
                contact.FamilyName,
                .. ordered
                    .Where(p => p.Kind is PointKind.Phone or PointKind.Mobile)
                    .SelectMany(p => PhoneEndings(p.Value)),
            ],
            own
        );
    }

    public static SearchEntry Of(
        Opportunity opportunity,
        string? client,
        IEnumerable<OwnText> own
    ) =>
        Fill(
            new SearchEntry
            {
                Place = Places.New(SearchKind.Opportunity, opportunity.CreatedAt),
                Kind = SearchKind.Opportunity,
                SubjectId = opportunity.Id,
                ClientId = opportunity.ClientId,
                AuthorId = opportunity.OwnerId,
                Title = opportunity.Name,
                At = opportunity.CreatedAt,
            },
            [opportunity.Product],
            [client],
            own
        );

    public static SearchEntry Of(Attachment file, string? client) =>
        Fill(
            new SearchEntry
            {
                Place = Places.New(SearchKind.File, file.AddedAt),
                Kind = SearchKind.File,
                SubjectId = file.Id,
                AudienceOfId = file.SubjectId,
                ClientId = file.ClientId,
                AuthorId = file.AuthorId,
                Audience = file.Audience,
                Title = file.Name,
                At = file.AddedAt,
            },
            [],
            [client],
            []
        );

    public static SearchEntry Of(Commitment commitment, string? client) =>
        Fill(
            new SearchEntry
            {
                Place = Places.New(SearchKind.Commitment, commitment.CreatedAt),
                Kind = SearchKind.Commitment,
                SubjectId = commitment.Id,
                ClientId = commitment.ClientId,
                AuthorId = commitment.OwnerId,
                Audience = commitment.Audience,
                Title = commitment.Text,
                At = commitment.CreatedAt,
            },
            [],
            [client],
            []
        );

    /// <summary>One of the firm's own is found by the colleague who invites to it.</summary>
    public static SearchEntry Of(
        Meeting meeting,
        IEnumerable<AgendaItem> points,
        IEnumerable<MeetingAction> actions,
        string? client
    ) =>
        Fill(
            new SearchEntry
            {
                Place = Places.New(SearchKind.Meeting, meeting.Start),
                Kind = SearchKind.Meeting,
                SubjectId = meeting.Id,
                ClientId = meeting.ClientId,
                AuthorId = meeting.OwnerId,
                Audience = meeting.Audience,
                Title = meeting.Title,
                At = meeting.Start,
            },
            [
                meeting.Place,
                .. points
                    .OrderBy(p => p.Position)
                    .ThenBy(p => p.Number)
                    .SelectMany(p => new[] { p.Text, p.Notes, p.Decisions }),
                // From the moment it is closed each stands as a commitment of its own.
                .. actions
                    .Where(a => a.CommitmentId is null)
                    .OrderBy(a => a.Number)
                    .Select(a => a.Text),
            ],
            [client],
            []
        );

    public static SearchEntry Of(Series series, string? client) =>
        Fill(
            new SearchEntry
            {
                Place = Places.New(SearchKind.Series, series.CreatedAt),
                Kind = SearchKind.Series,
                SubjectId = series.Id,
                ClientId = series.ClientId,
                Title = series.Title,
                At = series.CreatedAt,
            },
            [series.Place],
            [client],
            []
        );

    public static SearchEntry Of(Interaction interaction)
    {
        var entry = new SearchEntry
        {
            Place = Places.New(SearchKind.Interaction, interaction.Occurred),
            Kind = SearchKind.Interaction,
            SubjectId = interaction.Id,
            ClientId = interaction.ClientId,
            AuthorId = interaction.AuthorId,
            Audience = interaction.Audience,
            Title = interaction.Subject,
            At = interaction.Occurred,
        };
        // Neither its text nor its title's key is kept a second time: the record has the one, and with millions of
        // them nothing is looked for inside the words of the other.
        entry.TextKey = Tokens.Index(interaction.Subject, [interaction.Body]);
        return entry;
    }

    /// <summary>Whether an entry that stands says what the new one does; PostgreSQL gives its words back in another order.</summary>
    public static bool Says(this SearchEntry entry, SearchEntry now) =>
        entry.ClientId == now.ClientId
        && entry.AudienceOfId == now.AudienceOfId
        && entry.AuthorId == now.AuthorId
        && entry.Audience == now.Audience
        && entry.Title == now.Title
        && entry.TitleKey == now.TitleKey
        && entry.Detail == now.Detail
        && entry.At == now.At
        && Tokens.Same(entry.TextKey, now.TextKey);

    /// <summary>Makes an entry that stands say what the new one does.</summary>
    public static void Take(this SearchEntry entry, SearchEntry now)
    {
        entry.ClientId = now.ClientId;
        entry.AudienceOfId = now.AudienceOfId;
        entry.AuthorId = now.AuthorId;
        entry.Audience = now.Audience;
        entry.Title = now.Title;
        entry.TitleKey = now.TitleKey;
        entry.Detail = now.Detail;
        entry.TextKey = now.TextKey;
        entry.At = now.At;
    }

    /// <summary>The same entry at another place.</summary>
    public static SearchEntry AtPlace(this SearchEntry entry, long place)
    {
        var moved = new SearchEntry
        {
            Place = place,
            Kind = entry.Kind,
            SubjectId = entry.SubjectId,
            Title = entry.Title,
        };
        moved.Take(entry);
        return moved;
    }

    private static SearchEntry Fill(
        SearchEntry entry,
        IReadOnlyList<string?> shown,
        IEnumerable<string?> finding,
        IEnumerable<OwnText> own
    )
    {
        var said = own.ToList();
        var detail = string.Join(
            " · ",
            shown
                .Where(t => !string.IsNullOrWhiteSpace(t))
                .Concat(said.Select(o => $"{o.Field}: {o.Text}"))
        );
        entry.TitleKey = Folded.Key(entry.Title);
        entry.Detail = detail.Length > LongestDetail ? detail[..LongestDetail] : detail;
        entry.TextKey = Tokens.Index(
            entry.Title,
            [.. shown, .. finding, .. said.Select(o => o.Text)]
        );
        return entry;
    }

    /// <summary>A number is found by any ending of its digits that is long enough, so with or without its country.</summary>
    private static IEnumerable<string> PhoneEndings(string? phone)
    {
        var digits = string.Concat((phone ?? "").Where(char.IsAsciiDigit));
        return Enumerable
            .Range(0, Math.Max(0, digits.Length - FewestDigits + 1))
            .Select(from => digits[from..]);
    }
}

/// <summary>The words in the parts of a client.</summary>
internal sealed record ClientTexts(IReadOnlyList<string?> Texts);

/// <summary>What a record holds in one of the firm's own fields, in words: it finds the record, the field's name does not.</summary>
internal sealed record OwnText(string Field, string Text);
