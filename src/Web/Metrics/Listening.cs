using System.Diagnostics.Metrics;

namespace Rapport.Web.Metrics;

/// <summary>Adds up the instruments that are shown, from the start of the program on.</summary>
internal sealed class Listening : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly Family[] families = [.. Shown.All.Select(measure => new Family(measure))];

    public Listening()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (Find(instrument) is { } family)
            {
                listening.EnableMeasurementEvents(instrument, family);
            }
        };
        listener.SetMeasurementEventCallback<double>(
            static (instrument, value, tags, family) => Take(instrument, value, tags, family)
        );
        listener.SetMeasurementEventCallback<long>(
            static (instrument, value, tags, family) => Take(instrument, value, tags, family)
        );
        listener.SetMeasurementEventCallback<int>(
            static (instrument, value, tags, family) => Take(instrument, value, tags, family)
        );
        listener.Start();
    }

    /// <summary>All families; those that tell only when asked are asked.</summary>
    public IReadOnlyList<Family> Now()
    {
        listener.RecordObservableInstruments();
        return families;
    }

    public void Dispose() => listener.Dispose();

    private Family? Find(Instrument instrument) =>
        Array.Find(
            families,
            f => f.Measure.Meter == instrument.Meter.Name && f.Measure.Instrument == instrument.Name
        );

    private static void Take(
        Instrument instrument,
        double value,
        ReadOnlySpan<KeyValuePair<string, object?>> tags,
        object? family
    )
    {
        if (instrument.IsObservable)
        {
            ((Family)family!).Set(value, tags);
        }
        else
        {
            ((Family)family!).Add(value, tags);
        }
    }
}
