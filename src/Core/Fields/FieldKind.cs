namespace Rapport.Fields;

/// <summary>What a field of a record holds: decides how it is compared, sorted, typed in and shown.</summary>
public enum FieldKind
{
    Text,

    /// <summary>A text of several lines.</summary>
    LongText,

    /// <summary>An address of the web.</summary>
    Link,

    /// <summary>One of the field's own choices.</summary>
    Choice,

    /// <summary>Some of the field's own choices.</summary>
    Choices,
    Number,
    Money,
    Date,
    Moment,
    YesNo,

    /// <summary>A colleague.</summary>
    Person,
    Client,

    /// <summary>Several texts, such as tags.</summary>
    Words,
}
