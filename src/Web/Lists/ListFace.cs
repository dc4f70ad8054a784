using Rapport.Lists;
using Rapport.Web.Clients;
using Rapport.Web.Commitments;
using Rapport.Web.Contacts;
using Rapport.Web.Interactions;
using Rapport.Web.Meetings;
using Rapport.Web.Nouns;
using Rapport.Web.Offers;
using Rapport.Web.Shared;

namespace Rapport.Web.Lists;

/// <summary>What a list is called and how it speaks, for what shows any of them by its key.</summary>
/// <param name="Kind">By which notices name its records, such as <c>client</c>.</param>
internal sealed record ListFace(string Key, string Kind, Func<string> Named, ListSpeech Speech)
{
    private static readonly Lazy<ListFace[]> All = new(() =>
        [
            new("clients", "client", () => SharedWords.Clients, ClientTexts.List),
            new("contacts", "contact", () => SharedWords.Contacts, ContactTexts.List),
            new(
                "interactions",
                "interaction",
                () => SharedWords.Interactions,
                InteractionTexts.List
            ),
            new("commitments", "commitment", () => CommitmentWords.Title, CommitmentTexts.List),
            new("meetings", "meeting", () => MeetingWords.Title, MeetingTexts.List),
            new("series", "series", () => MeetingWords.SeriesTitle, MeetingTexts.List),
            new(
                "opportunities",
                "opportunity",
                () => SharedWords.Opportunities,
                OpportunityTexts.List
            ),
            .. Noun.All.Select(n => new ListFace(
                n.List.Key,
                n.Kind.ToLowerInvariant(),
                () => n.Title,
                n.Speech
            )),
        ]
    );

    /// <summary>Its rows in one word, in the reader's language.</summary>
    public string Title => Named();

    /// <summary>Of a list that is gone, what is left of it: its key.</summary>
    public static ListFace Of(string key) =>
        Array.Find(All.Value, f => f.Key == key)
        ?? new ListFace(key, key, () => key, ListSpeech.OfFirm);

    /// <summary>Knows what the firm calls the fields that it added.</summary>
    public static ListSpeech SpeechOf(ListOf list) => Of(list.Key).Speech.Of(list);
}
