using System.Globalization;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Dashboards;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.Offers;
using Rapport.Values;
using Rapport.Web.Clients;
using Rapport.Web.Contacts;
using Rapport.Web.Lists;
using Rapport.Web.Offers;
using Rapport.Web.Shared;

namespace Rapport.Web.Dashboards;

/// <summary>What tiles, figures and groups are in words.</summary>
internal static class DashboardTexts
{
    public static string Label(this TileShape shape) =>
        shape switch
        {
            TileShape.Number => DashboardWords.ShapeNumber,
            TileShape.Chart => DashboardWords.ShapeChart,
            _ => DashboardWords.ShapeRows,
        };

    public static string Label(this Measure measure) =>
        measure switch
        {
            Measure.Count => DashboardWords.Measure_Count,
            Measure.Sum => DashboardWords.Measure_Sum,
            _ => DashboardWords.Measure_Average,
        };

    public static string Label(this TimeStep step) => Label(step, false);

    public static string Label(this TimeStep step, bool ahead) =>
        (step, ahead) switch
        {
            (TimeStep.Week, false) => DashboardWords.SpanWeek,
            (TimeStep.Month, false) => DashboardWords.SpanMonth,
            (TimeStep.Quarter, false) => DashboardWords.SpanQuarter,
            (TimeStep.Year, false) => DashboardWords.SpanYear,
            (TimeStep.Week, true) => DashboardWords.AheadWeek,
            (TimeStep.Month, true) => DashboardWords.AheadMonth,
            (TimeStep.Quarter, true) => DashboardWords.AheadQuarter,
            _ => DashboardWords.AheadYear,
        };

    public static string Whose(DashboardRecord dashboard) =>
        dashboard.Scope switch
        {
            ViewScope.Own => DashboardWords.OfMe,
            ViewScope.Team => DashboardWords.OfTeam.With(dashboard.Owner),
            _ => DashboardWords.OfFirm.With(dashboard.Owner),
        };

    public static string What(this TileTrouble trouble) =>
        trouble switch
        {
            TileTrouble.ViewGone => DashboardWords.ViewGone,
            TileTrouble.ViewUnseen => DashboardWords.ViewUnseen,
            TileTrouble.FieldGone => DashboardWords.FieldGone,
            TileTrouble.TooSlow => DashboardWords.TooSlow,
            _ => DashboardWords.ListGone,
        };

    /// <summary>What is to be done about it, for whoever looks.</summary>
    public static string How(TileTrouble trouble, DashboardRecord dashboard) =>
        trouble == TileTrouble.ViewUnseen ? DashboardWords.ViewUnseenHow.With(dashboard.Owner)
        : !dashboard.Mine ? DashboardWords.AskOwner.With(dashboard.Owner)
        : trouble == TileTrouble.FieldGone ? DashboardWords.FieldGoneHow
        : trouble == TileTrouble.TooSlow ? ""
        : DashboardWords.ViewGoneHow;

    /// <summary>As somebody called it, else by what it shows; of a view that the reader has not, nothing is told.</summary>
    public static string Title(TileRecord tile, ListOf? list)
    {
        if (tile.Title is { } title)
        {
            return title;
        }
        if (tile.Said is null || list is null)
        {
            return DashboardWords.UntitledTile;
        }
        var what = tile.View ?? ListFace.Of(tile.List).Title;
        var speech = ListFace.SpeechOf(list);
        if (tile.Shape != TileShape.Rows && tile.Field is { } field)
        {
            what = DashboardWords.MeasuredOf.With(
                what,
                Measured(tile.Measure, speech.Field(field))
            );
        }
        return tile is { Shape: TileShape.Chart, GroupBy: { } by }
            ? DashboardWords.By.With(what, speech.Field(by))
            : what;
    }

    public static string Measured(Measure measure, string? field) =>
        measure switch
        {
            Measure.Count => DashboardWords.MeasureCount,
            Measure.Sum => DashboardWords.MeasureSum.With(field ?? ""),
            _ => DashboardWords.MeasureAverage.With(field ?? ""),
        };

    public static string Group(Group group, FiguresSaid said, ListSpeech speech) =>
        group.Kind switch
        {
            GroupKind.Rest => DashboardWords.Rest,
            GroupKind.Without => DashboardWords.Without,
            GroupKind.Earlier => DashboardWords.Earlier,
            GroupKind.Later => DashboardWords.Later,
            _ when group.Begins is { } day => Span(day, said.Step),
            _ when group.Choice is { } choice => speech.Of(choice),
            _ => group.Name
                ?? group.Key switch
                {
                    FieldText.Yes => ListWords.Yes,
                    FieldText.No => ListWords.No,
                    var key => key ?? "",
                },
        };

    public static string Span(LocalDate begins, TimeStep step) =>
        step switch
        {
            TimeStep.Week => DashboardWords.Week.With(ClientTexts.Date(begins)),
            TimeStep.Month => begins.ToString("MMMM yyyy", CultureInfo.CurrentCulture),
            TimeStep.Quarter => DashboardWords.Quarter.With((begins.Month + 2) / 3, begins.Year),
            _ => begins.ToString("yyyy", CultureInfo.CurrentCulture),
        };

    /// <summary>Below a column, where there is room for little.</summary>
    public static string ShortSpan(LocalDate begins, TimeStep step) =>
        step switch
        {
            TimeStep.Week => begins.ToString("d.M.", CultureInfo.InvariantCulture),
            TimeStep.Month => begins.ToString("MMM", CultureInfo.CurrentCulture).TrimEnd('.'),
            TimeStep.Quarter => DashboardWords.Quarter.With((begins.Month + 2) / 3, "").Trim(),
            _ => begins.ToString("yyyy", CultureInfo.CurrentCulture),
        };

    /// <summary>A figure as one writes it: counts whole, money in its currency, averages to a tenth.</summary>
    public static string Value(Figure figure, Measure measure, string? currency, int decimals)
    {
        if (figure.Value(measure) is not { } value)
        {
            return DashboardWords.NoFigure;
        }
        if (measure == Measure.Count)
        {
            return value.ToString("N0", CultureInfo.CurrentCulture);
        }
        if (currency is null)
        {
            var shown = measure == Measure.Average ? Math.Max(decimals, 1) : decimals;
            return decimal.Round(value, shown, MidpointRounding.AwayFromZero)
                .ToString($"N{shown}", CultureInfo.CurrentCulture);
        }
        var whole = decimal.Round(value, MidpointRounding.AwayFromZero);
        return Math.Abs(whole) < long.MaxValue / 1000
            ? ClientTexts.Amount(Money.FromMajor(whole, currency))
            : $"{whole.ToString("N0", CultureInfo.CurrentCulture)} {currency}";
    }

    /// <summary>Above a column, where there is room for little: in thousands or millions where it is long, nothing for none.</summary>
    public static string Short(Figure figure, Measure measure)
    {
        var value = figure.Value(measure) ?? 0;
        var (scale, unit) = Math.Abs(value) switch
        {
            < 10_000 => (1m, ""),
            < 10_000_000 => (1_000m, "k"),
            < 10_000_000_000 => (1_000_000m, "M"),
            _ => (1_000_000_000m, "G"),
        };
        var shown = decimal.Round(value / scale, MidpointRounding.AwayFromZero);
        return value == 0 ? "" : shown.ToString("N0", CultureInfo.CurrentCulture) + unit;
    }

    /// <summary>A field of a row in words, by its kind.</summary>
    public static string? Cell(
        Cell cell,
        IListField column,
        ListSpeech speech,
        Instant now,
        DateTimeZone zone
    ) =>
        cell.Shown switch
        {
            null => null,
            Enum member => speech.Choice(member),
            Rapport.Fields.Choice choice => speech.Of(choice),
            bool said => said ? ListWords.Yes : ListWords.No,
            long number => number.ToString(column.Plain ? "D" : "N0", CultureInfo.CurrentCulture),
            decimal number => number.ToString($"N{column.Decimals}", CultureInfo.CurrentCulture),
            MoneyDetails money => ClientTexts.Amount(new Money(money.Minor, money.Currency)),
            LocalDate date => ClientTexts.Date(date),
            Instant at => ClientTexts.Ago(at, now, zone),
            string text => text,
            System.Collections.IEnumerable words => string.Join(", ", words.Cast<object>()),
            var other => other.ToString(),
        };
}
