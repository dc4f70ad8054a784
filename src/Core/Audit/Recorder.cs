using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Rapport.Data;

namespace Rapport.Audit;

/// <summary>Writes the audit entry of every changed row, in the transaction of the change.</summary>
internal sealed class Recorder : IJoinSave
{
    private const int SaltLength = 16;

    private static readonly JsonWriterOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private static readonly ConcurrentDictionary<IEntityType, IProperty[]> Audited = [];

    public int Order => 100;

    public ValueTask Join(
        Db db,
        IReadOnlyList<Change> changes,
        IReadOnlyList<Event> events,
        CancellationToken cancel
    )
    {
        var now = db.Now;
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer, Plain);
        var lines = db
            .ChangeTracker.Entries<ILineOf>()
            .Where(e => e.State is EntityState.Added or EntityState.Deleted or EntityState.Modified)
            .ToLookup(e => e.Entity.RowId);
        foreach (var change in changes)
        {
            buffer.ResetWrittenCount();
            json.Reset();
            if (Says(json, change, lines[RowId(change)]))
            {
                var payload = Encoding.UTF8.GetString(buffer.WrittenSpan);
                var salt = RandomNumberGenerator.GetBytes(SaltLength);
                db.Append(
                    new AuditEntry
                    {
                        At = now,
                        Actor = db.Viewer.Actor,
                        ActorId = db.Viewer.ActorId,
                        EventId = change.Event?.Id,
                        Deed = change.State switch
                        {
                            EntityState.Added => Deed.Added,
                            EntityState.Deleted => Deed.Removed,
                            _ => Deed.Changed,
                        },
                        Kind = change.Entry.Metadata.ShortName(),
                        RowId = RowId(change),
                        RootId = change.Row?.RootId ?? RowId(change),
                        ClientId = (change.Entry.Entity as IOfClient)?.ClientId,
                        Payload = payload,
                        Salt = salt,
                        PayloadHash = Chain.HashPayload(salt, payload),
                    }
                );
            }
        }
        return ValueTask.CompletedTask;
    }

    private static Guid RowId(Change change) =>
        change.Entry.Entity switch
        {
            Row row => row.Id,
            Login login => login.Id,
            // Identity's parts have keys of their own; their login is what the history goes by.
            _ => change.Entry.Metadata.FindProperty("UserId") is { } user
                ? (Guid)change.Entry.CurrentValues[user]!
                : Guid.Empty,
        };

    /// <summary>Writes JSON of what changed; false when nothing that the audit speaks of did.</summary>
    private static bool Says(
        Utf8JsonWriter json,
        Change change,
        IEnumerable<EntityEntry<ILineOf>> lines
    )
    {
        json.WriteStartObject();
        var said =
            change.State == EntityState.Modified
                ? WriteChanges(json, change)
                : WriteAll(json, change);
        if (change.State != EntityState.Deleted)
        {
            said |= WriteLines(json, lines, change.State == EntityState.Modified);
        }
        json.WriteEndObject();
        json.Flush();
        return said || change.State != EntityState.Modified;
    }

    private static bool WriteChanges(Utf8JsonWriter json, Change change)
    {
        var said = false;
        foreach (var property in Of(change.Entry.Metadata))
        {
            var entry = change.Entry.Property(property);
            var (before, after) = (entry.OriginalValue, entry.CurrentValue);
            if (entry.IsModified && !Equals(before, after))
            {
                json.WriteStartArray(property.Name);
                Write(json, before);
                Write(json, after);
                json.WriteEndArray();
                said = true;
            }
        }
        return said;
    }

    private static bool WriteAll(Utf8JsonWriter json, Change change)
    {
        var values =
            change.State == EntityState.Added
                ? change.Entry.CurrentValues
                : change.Entry.OriginalValues;
        foreach (var property in Of(change.Entry.Metadata))
        {
            if (values[property] is { } value)
            {
                json.WritePropertyName(property.Name);
                Write(json, value);
            }
        }
        return true;
    }

    /// <summary>
    /// Lines that came with a row, or that came to one, went from it or changed: by kind, each with what it says beside whose
    /// it is. Of a changed row as [old, new], as all that changed. False when there are none.
    /// </summary>
    private static bool WriteLines(
        Utf8JsonWriter json,
        IEnumerable<EntityEntry<ILineOf>> lines,
        bool changed
    )
    {
        var said = false;
        foreach (var kind in lines.GroupBy(l => l.Metadata.ShortName(), StringComparer.Ordinal))
        {
            said = true;
            json.WriteStartArray(kind.Key);
            foreach (var line in kind)
            {
                json.WriteStartObject();
                foreach (var property in line.Properties)
                {
                    if (line.State == EntityState.Modified)
                    {
                        WriteChanged(json, property);
                        continue;
                    }
                    if (property.CurrentValue is { } value && !Equals(value, line.Entity.RowId))
                    {
                        json.WritePropertyName(property.Metadata.Name);
                        if (changed)
                        {
                            WritePair(json, value, line.State == EntityState.Deleted);
                        }
                        else
                        {
                            Write(json, value);
                        }
                    }
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return said;
    }

    private static void WriteChanged(Utf8JsonWriter json, PropertyEntry property)
    {
        if (property.IsModified && !Equals(property.OriginalValue, property.CurrentValue))
        {
            json.WriteStartArray(property.Metadata.Name);
            Write(json, property.OriginalValue);
            Write(json, property.CurrentValue);
            json.WriteEndArray();
        }
    }

    private static void WritePair(Utf8JsonWriter json, object value, bool gone)
    {
        json.WriteStartArray();
        Write(json, gone ? value : null);
        Write(json, gone ? null : value);
        json.WriteEndArray();
    }

    /// <summary>The properties of a kind that the audit speaks of, by name.</summary>
    internal static IReadOnlyList<IProperty> Of(IEntityType type) => Audited.GetOrAdd(type, Find);

    private static IProperty[] Find(IEntityType type) =>
        [
            .. type.GetProperties()
                .Where(p => p.IsAudited() && !p.IsPrimaryKey())
                .OrderBy(p => p.Name, StringComparer.Ordinal),
        ];

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue(AuditText.Of(value));
                break;
        }
    }
}
