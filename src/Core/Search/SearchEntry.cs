using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Search;

/// <summary>What search knows of one record: behind the same wall and for the same audience as the record itself.</summary>
public sealed class SearchEntry : IPlumbing, IOfClient, IOwned, IHasAudience
{
    /// <summary>Small and lasting, since the engines' text indexes refer to it.</summary>
    public long Place { get; init; }

    /// <summary>Client, Contact, Opportunity or Interaction.</summary>
    public required string Kind { get; init; }
    public Guid SubjectId { get; init; }
    public Guid? ClientId { get; set; }

    /// <summary>Whose it is while it belongs to no client, and who sees it whatever its audience.</summary>
    public Guid? AuthorId { get; set; }
    public Guid? OwnerId => AuthorId;
    public Audience Audience { get; set; } = Audience.Inside;

    /// <summary>As shown.</summary>
    public required string Title { get; set; }

    /// <summary>Folded: the title, for what begins like it.</summary>
    public string TitleKey { get; set; } = "";

    /// <summary>Folded: everything that finds it.</summary>
    public string TextKey { get; set; } = "";

    /// <summary>When it last mattered; newer comes first among equals.</summary>
    public Instant At { get; set; }
}

internal sealed class SearchEntryTable : IEntityTypeConfiguration<SearchEntry>
{
    public void Configure(EntityTypeBuilder<SearchEntry> row)
    {
        row.HasKey(x => x.Place);
        row.Ignore(x => x.OwnerId);
        row.Property(x => x.Kind).HasMaxLength(40);
        row.HasIndex(x => x.SubjectId).IsUnique();
        row.HasIndex(x => new { x.ClientId });
    }
}
