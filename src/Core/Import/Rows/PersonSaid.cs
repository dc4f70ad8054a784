using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>How a cell says a person: by name, by mail address, or as "Ana Moreno &lt;ana@firm.example&gt;".</summary>
internal readonly record struct PersonSaid(string Name, string? Mail)
{
    public static PersonSaid Read(string said)
    {
        if (said.EndsWith('>') && said.LastIndexOf('<') is > 0 and var at)
        {
            var (name, mail) = (said[..at].Trim(), said[(at + 1)..^1].Trim());
            if (name.Length > 0 && Known.Email(mail))
            {
                return new(name, mail);
            }
        }
        return new(said, Known.Email(said) ? said : null);
    }
}
