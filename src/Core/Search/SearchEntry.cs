using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using NpgsqlTypes;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Search;

/// <summary>
/// What can be found. The number is its place among equals, the higher one first; it is part of <see cref="Places"/>, so
/// that what stands keeps its number, and what comes later finds room between.
/// </summary>
public enum SearchKind
{
    Interaction = 1,
    Series = 4,
    Meeting = 5,
    Commitment = 7,
    File = 9,
    Opportunity = 12,
    Contact = 14,
    Client = 15,
}

/// <summary>What search knows of one record: behind the same wall and for the same audience as the record itself.</summary>
public sealed class SearchEntry : IPlumbing, IOfClient, IOwned, ISharesAudience
{
    /// <summary>Made by <see cref="Places"/>: sorts by kind and time, and the engines' text indexes refer to it.</summary>
    public long Place { get; init; }

    public SearchKind Kind { get; init; }
    public Guid SubjectId { get; init; }

    /// <summary>The record whose named people are meant, where that is not the subject: a file is for those of its record.</summary>
    public Guid? AudienceOfId { get; set; }
    public Guid? ClientId { get; set; }

    /// <summary>Whose it is while it belongs to no client, and who sees it whatever its audience.</summary>
    public Guid? AuthorId { get; set; }
    public Guid? OwnerId => AuthorId;
    public Audience Audience { get; set; } = Audience.Inside;

    /// <summary>As shown.</summary>
    public required string Title { get; set; }

    /// <summary>Folded: the title, for what is found inside its words.</summary>
    public string TitleKey { get; set; } = "";

    /// <summary>What else finds it, as written, to show what was found; null where the record itself is asked (the text of an interaction).</summary>
    public string? Detail { get; set; }

    /// <summary>Everything that finds it, as <see cref="Tokens.Index"/> writes it; a tsvector on PostgreSQL.</summary>
    public string TextKey { get; set; } = "";

    /// <summary>When it happened or began.</summary>
    public Instant At { get; set; }
}

internal sealed class SearchEntryTable : IEntityTypeConfiguration<SearchEntry>
{
    public void Configure(EntityTypeBuilder<SearchEntry> row)
    {
        row.HasKey(x => x.Place);
        row.Property(x => x.Place).ValueGeneratedNever();
        row.Ignore(x => x.OwnerId);
        row.HasIndex(x => x.SubjectId).IsUnique();
        row.HasIndex(x => new { x.ClientId, x.Place });
        row.HasIndex(x => new { x.AuthorId, x.Place }).HasFilter("\"ClientId\" IS NULL");
    }
}

/// <summary>PostgreSQL keeps the words as a tsvector, so that none is taken apart again when a row is looked at.</summary>
internal sealed class SearchEntryRule : IModelRule
{
    public void Apply(ModelBuilder model, Db db)
    {
        if (db.Engine == EngineKind.Postgres)
        {
            model
                .Entity<SearchEntry>()
                .Property(x => x.TextKey)
                .HasColumnType("tsvector")
                .UseCollation(null)
                .HasConversion<WordsToVector>();
        }
    }

    // Npgsql warns of what its parser makes of quotes and weights; our words hold letters, digits and marks alone.
#pragma warning disable CS0618
    private sealed class WordsToVector()
        : ValueConverter<string, NpgsqlTsVector>(
            words => NpgsqlTsVector.Parse(words),
            vector => vector.ToString()
        );
#pragma warning restore CS0618
}
