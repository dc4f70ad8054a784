using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;
using Rapport.Values;

namespace Rapport.Tests.Core.Values;

/// <summary>Arbitrary cadences, and the working days of their tests: Monday to Friday, without 25 December and 1 January.</summary>
internal static class Cadences
{
    public static Gen<Cadence> Any { get; } =
        from every in Gen.Choose(1, 4)
        from unit in Gen.Elements(Enum.GetValues<CadenceUnit>())
        from afterLast in Gen.Elements(false, false, true)
        from weekdays in Gen.Elements(
                Enum.GetValues<IsoDayOfWeek>().Where(d => d != IsoDayOfWeek.None).ToArray()
            )
            .ArrayOf(2)
        from of in Gen.Elements(Enum.GetValues<CadenceDays>())
        from nth in Gen.Choose(-3, 31)
        from isPlaced in Gen.Elements(true, true, false)
        let place = new CadencePlace(
            nth,
            of,
            of == CadenceDays.Weekdays ? weekdays[0] : IsoDayOfWeek.None
        )
        let tried = Cadence.Of(
            every,
            unit,
            afterLast,
            isPlaced && unit == CadenceUnit.Week ? weekdays : [],
            isPlaced && unit != CadenceUnit.Week ? place : null
        )
        where tried.Done
        select tried.Value;

    public static bool IsWorking(LocalDate day) =>
        day.DayOfWeek < IsoDayOfWeek.Saturday
        && day is not ({ Month: 12, Day: 25 } or { Month: 1, Day: 1 });

    public static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
