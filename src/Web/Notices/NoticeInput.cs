namespace Rapport.Web.Notices;

/// <summary>That one was read, on a page.</summary>
public sealed class ReadingInput
{
    /// <summary>The page showed only those that wait.</summary>
    public bool? Unread { get; set; }
}

/// <summary>That all were read.</summary>
public sealed class ReadingsInput
{
    /// <summary>The newest that was shown.</summary>
    public Guid? Until { get; set; }
}
