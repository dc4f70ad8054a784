using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using Rapport.Values;

namespace Rapport.Data;

/// <summary>How values are stored on both engines: enums by their name, lists of codes and weekly hours as text.</summary>
internal static class SharedConventions
{
    public static void Configure(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        conventions.Properties<Codes>().HaveConversion<CodesToText>();
        conventions.Properties<WeeklyHours>().HaveConversion<WeeklyHoursToText>();
    }

    private sealed class CodesToText()
        : ValueConverter<Codes, string>(c => c.ToString(), t => Codes.Parse(t));

    private sealed class WeeklyHoursToText()
        : ValueConverter<WeeklyHours, string>(w => w.ToString(), t => WeeklyHours.Parse(t));
}

internal sealed class LocalDateToDateOnly()
    : ValueConverter<LocalDate, DateOnly>(d => d.ToDateOnly(), d => LocalDate.FromDateOnly(d));
