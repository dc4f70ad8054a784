using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Meetings;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Commitments;
using Rapport.Web.Conflicts;
using Rapport.Web.Interactions;
using Rapport.Web.Shared;

namespace Rapport.Web.Meetings;

/// <summary>
/// The minutes as a form: who is there, and for each point what is said and decided, by the number of the point; what is
/// to be done are its rows.
/// </summary>
/// <param name="Contacts">People of the client.</param>
/// <param name="Colleagues">Who of us may be given something to do.</param>
public sealed record MinutesForm(
    MeetingWhole Whole,
    IReadOnlyList<PersonAround> Contacts,
    IReadOnlyList<PersonAround> Colleagues
)
{
    public const string Rows = "Actions";
    public const string Present = "Present";

    public static async Task<MinutesForm?> Of(Db db, Guid id, CancellationToken cancel)
    {
        if (await MeetingRecords.Whole(db, id, cancel) is not { } whole)
        {
            return null;
        }
        var (contacts, colleagues) = whole.Meeting.ClientId is { } client
            ? await PeopleAround.Of(db, client, cancel)
            : ([], []);
        var asked = whole
            .Attendees.Where(a => a.ColleagueId is not null)
            .Select(a => new PersonAround(a.ColleagueId!.Value, "colleague", a.Name ?? "–", null));
        return new(whole, contacts, [.. colleagues.Concat(asked).DistinctBy(c => c.Id)]);
    }

    public IReadOnlyList<FormColumn> Columns =>
        [
            new("Text", MeetingWords.ActionText, Required: true),
            new(
                "Favour",
                MeetingWords.ActionFavour,
                [
                    .. Enum.GetValues<Favour>()
                        .Where(f => Whole.Meeting.ClientId is not null || f == Favour.Internal)
                        .Select(f => new Option(f.ToString(), f.Label())),
                ]
            ),
            new("Owner", MeetingWords.ActionOwner, Optional(Colleagues)),
            new("Contact", MeetingWords.ActionContact, Optional(Contacts)),
            new("Due", MeetingWords.ActionDue, Type: "date"),
        ];

    public FormShape Shape =>
        new(
            [
                new(
                    Present,
                    MeetingWords.Present,
                    [.. Whole.Attendees.Select(a => new Option($"{a.Number}", a.Name ?? "–"))],
                    Several: true
                ),
                .. Whole.Agenda.SelectMany(p =>
                    new[]
                    {
                        new FormColumn(Notes(p), $"{p.Text}: {MeetingWords.Notes}", Long: true),
                        new FormColumn(
                            Decisions(p),
                            $"{p.Text}: {MeetingWords.Decisions}",
                            Long: true
                        ),
                        new FormColumn(
                            Done(p),
                            $"{p.Text}: {MeetingWords.PointDone}",
                            Type: FormShape.Checkbox
                        ),
                    }
                ),
            ],
            Rows,
            Columns,
            MeetingWords.ActionRow
        );

    /// <summary>As it stands.</summary>
    public FormState State
    {
        get
        {
            var fields = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [Present] = string.Join(
                    FormState.Between,
                    Whole.Attendees.Where(a => a.Present).Select(a => $"{a.Number}")
                ),
            };
            foreach (var point in Whole.Agenda)
            {
                fields[Notes(point)] = point.Notes ?? "";
                fields[Decisions(point)] = point.Decisions ?? "";
                fields[Done(point)] = point.Done ? "true" : "";
            }
            return new(fields, [.. Kept.Select(r => new StateRow(r[FormRow.Id], Fields(r)))]);
        }
    }

    /// <summary>What is to be done, as rows of the form.</summary>
    public List<FormRow> Kept =>
        [
            .. Whole.Actions.Select(a => new FormRow(
                new Dictionary<string, string>
                {
                    [FormRow.Id] = $"{a.Number}",
                    ["Text"] = a.Text,
                    ["Favour"] = a.Favour.ToString(),
                    ["Owner"] = a.OwnerId?.ToString() ?? "",
                    ["Contact"] = a.ContactId?.ToString() ?? "",
                    ["Due"] = a.DueOn is { } on ? LocalDatePattern.Iso.Format(on) : "",
                }
            )),
        ];

    /// <summary>What was typed of the minutes.</summary>
    public MinutesDetails Details(IFormCollection form, List<FormRow> rows, Faults faults) =>
        new()
        {
            Present =
            [
                .. form[Present]
                    .OfType<string>()
                    .Select(n => int.TryParse(n, CultureInfo.InvariantCulture, out var at) ? at : 0)
                    .Where(n => n > 0),
            ],
            Came = MeetingInput.People(form["Came"].OfType<string>()),
            Points =
            [
                .. Whole
                    .Agenda.Where(p => form.ContainsKey(Notes(p)))
                    .Select(p => new PointNotes(
                        p.Number,
                        form[Notes(p)],
                        form[Decisions(p)],
                        form[Done(p)] == "true"
                    )),
            ],
            Actions = [.. rows.Select((row, at) => Action(row, at, faults))],
        };

    public static string Notes(PointRecord point) => $"Notes-{point.Number}";

    public static string Decisions(PointRecord point) => $"Decisions-{point.Number}";

    public static string Done(PointRecord point) => $"Done-{point.Number}";

    private static ActionDetails Action(FormRow row, int at, Faults faults)
    {
        var due = Moments.Date(row["Due"]?.Trim());
        faults.If(due is null && row["Due"] is not null, $"actions[{at}].due", Fault.NotADate);
        return new ActionDetails(
            int.TryParse(row[FormRow.Id], CultureInfo.InvariantCulture, out var number)
                ? number
                : null,
            row["Text"],
            Choice.Of(row["Favour"], Favour.Client, $"actions[{at}].favour", faults),
            Choice.OfId(row["Owner"], $"actions[{at}].owner", faults),
            Choice.OfId(row["Contact"], $"actions[{at}].contact", faults),
            due
        );
    }

    private Dictionary<string, string> Fields(FormRow row) =>
        Columns.ToDictionary(c => c.Name, c => row[c.Name] ?? "", StringComparer.Ordinal);

    private static IReadOnlyList<Option> Optional(IEnumerable<PersonAround> people) =>
        [new("", "–"), .. people.Select(p => new Option(p.Id.ToString(), p.Label))];
}
