using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Data;

namespace Rapport.Fields;

internal sealed class CustomFieldTable : IEntityTypeConfiguration<CustomField>
{
    public void Configure(EntityTypeBuilder<CustomField> row)
    {
        row.Property(x => x.RecordKind).HasMaxLength(60);
        row.Property(x => x.Key).HasMaxLength(CustomField.KeyLength);
        row.Property(x => x.Name).HasMaxLength(CustomField.NameLength);
        row.Property(x => x.Hint).HasMaxLength(CustomField.HintLength);
        row.HasIndex(x => new { x.RecordKind, x.Key }).Refuses("name");
        row.HasMany(x => x.Choices)
            .WithOne()
            .HasForeignKey(x => x.FieldId)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasOne(x => x.Archival)
            .WithOne()
            .HasForeignKey<FieldArchival>(x => x.FieldId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CustomChoiceTable : IEntityTypeConfiguration<CustomChoice>
{
    public void Configure(EntityTypeBuilder<CustomChoice> row)
    {
        row.Property(x => x.Key).HasMaxLength(CustomField.KeyLength);
        row.Property(x => x.Name).HasMaxLength(CustomField.NameLength);
        row.Property(x => x.Ordinal).NotAudited();
        row.HasIndex(x => new { x.FieldId, x.Key }).Refuses("choices");
    }
}

internal sealed class FieldArchivalTable : IEntityTypeConfiguration<FieldArchival>
{
    public void Configure(EntityTypeBuilder<FieldArchival> row) => row.HasKey(x => x.FieldId);
}

internal sealed class CustomValueTable : IEntityTypeConfiguration<CustomValue>
{
    public void Configure(EntityTypeBuilder<CustomValue> row)
    {
        row.Property(x => x.SubjectId).RefersToAny();
        row.Property(x => x.Text).HasMaxLength(CustomValue.LongTextLength);
        row.Property(x => x.TextKey).KeyOf(nameof(CustomValue.Text), CustomValue.LongTextLength);
        row.Property(x => x.SortKey).HasMaxLength(CustomValue.SortLength).NotAudited();
        row.Property(x => x.Currency).HasMaxLength(3);
        row.HasOne<CustomField>()
            .WithMany()
            .HasForeignKey(x => x.FieldId)
            .OnDelete(DeleteBehavior.Restrict);
        // What a record holds, and whether it holds it in this field.
        row.HasIndex(x => new
            {
                x.SubjectId,
                x.FieldId,
                x.Position,
            })
            .IsUnique();
        // A list in the order of a field.
        row.HasIndex(x => new
        {
            x.FieldId,
            x.SortKey,
            x.SubjectId,
        });
        row.HasIndex(x => new
        {
            x.FieldId,
            x.Number,
            x.SubjectId,
        });
        row.HasIndex(x => new
        {
            x.FieldId,
            x.Date,
            x.SubjectId,
        });
        row.HasIndex(x => new
        {
            x.FieldId,
            x.RefId,
            x.SubjectId,
        });
        row.HasIndex(x => x.ClientId);
    }
}
