using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Data;

/// <summary>A rule for the whole model, such as the wall; discovered.</summary>
public interface IModelRule
{
    /// <param name="db">Stands in the filters for whichever context runs the query.</param>
    void Apply(ModelBuilder model, Db db);
}

/// <summary>Builds the model from the mappings found beside the nouns.</summary>
public static class Mapping
{
    internal const string Unaudited = "Rapport:Unaudited";
    internal const string Field = "Rapport:Field";
    internal const string FoldedFrom = "Rapport:FoldedFrom";
    internal const string FoldedAs = "Rapport:FoldedAs";
    internal const string Number = "telephone number";
    internal const string AnyRecord = "Rapport:AnyRecord";
    internal const string TextOfRecords = "Rapport:TextOfRecords";
    internal const string Once = "Rapport:Once";

    /// <summary>A value worked out from others, or a secret: the audit leaves it out.</summary>
    public static PropertyBuilder<T> NotAudited<T>(this PropertyBuilder<T> property) =>
        property.HasAnnotation(Unaudited, true);

    /// <summary>The folded key of another text of the row, by which that is matched and sorted; it follows by itself.</summary>
    /// <param name="length">How long the text may be; folding may spell a letter out.</param>
    /// <param name="text">The name of the other property.</param>
    public static PropertyBuilder<string?> KeyOf(
        this PropertyBuilder<string?> key,
        string text,
        int length
    ) => key.HasMaxLength(length * 2).NotAudited().HasAnnotation(FoldedFrom, text);

    /// <summary>The same of a telephone number: by its digits.</summary>
    public static PropertyBuilder<string?> DigitsOf(
        this PropertyBuilder<string?> key,
        string number,
        int length
    ) => key.KeyOf(number, length).HasAnnotation(FoldedAs, Number);

    /// <summary>
    /// Holds the id of a record of any kind, which no foreign key says: when two records become one, it follows.
    /// </summary>
    public static PropertyBuilder<T> RefersToAny<T>(this PropertyBuilder<T> property) =>
        property.HasAnnotation(AnyRecord, true);

    /// <summary>Text in which ids of records stand among other things.</summary>
    public static PropertyBuilder<T> NamesRecords<T>(this PropertyBuilder<T> property) =>
        property.HasAnnotation(TextOfRecords, true);

    /// <summary>
    /// Two rows of one record that agree in these are one, though no unique index says so: the same tag, the same number.
    /// </summary>
    /// <param name="agreeing">Names of properties.</param>
    public static EntityTypeBuilder<T> OnceEach<T>(
        this EntityTypeBuilder<T> row,
        params string[] agreeing
    )
        where T : class
    {
        row.HasAnnotation(Once, agreeing);
        return row;
    }

    /// <summary>The form field that is told when this unique index refuses a value.</summary>
    public static IndexBuilder<T> Refuses<T>(this IndexBuilder<T> index, string field) =>
        index.IsUnique().HasAnnotation(Field, field);

    public static bool IsAudited(this IReadOnlyProperty property) =>
        property.FindAnnotation(Unaudited) is null
        && !property.IsShadowProperty()
        && property.Name != nameof(Row.Version);

    internal static void Build(ModelBuilder model, Db db)
    {
        foreach (var assembly in Discovered.Assemblies)
        {
            model.ApplyConfigurationsFromAssembly(assembly);
        }
        foreach (
            var type in model
                .Model.GetEntityTypes()
                .Where(t => t.ClrType.IsAssignableTo(typeof(Row)))
        )
        {
            var row = model.Entity(type.ClrType);
            row.HasKey(nameof(Row.Id));
            row.Property(nameof(Row.Id)).ValueGeneratedNever();
            row.Property(nameof(Row.Version)).IsConcurrencyToken();
            row.Ignore(nameof(Row.RootId));
            if (
                type.ClrType.IsAssignableTo(typeof(IOfClient))
                && type.FindProperty(nameof(IOfClient.ClientId)) is { } client
            )
            {
                client.SetAnnotation(AnyRecord, true);
            }
        }
        foreach (var rule in Discovered.All<IModelRule>())
        {
            rule.Apply(model, db);
        }
    }
}
