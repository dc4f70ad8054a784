namespace Rapport.Web.Account;

public sealed class SignInInput
{
    public string? Email { get; set; }
    public string? Password { get; set; }
    public string? To { get; set; }
}

public sealed class LinkInput
{
    public string? Password { get; set; }
}

public sealed class SetupInput
{
    public string? Code { get; set; }
    public string? Name { get; set; }
    public string? Email { get; set; }
    public string? Password { get; set; }
}
