namespace Rapport.People;

/// <summary>What a colleague is in the firm. One person may be several: a founder is often all of them.</summary>
[Flags]
public enum Roles
{
    None = 0,
    Administrator = 1,
    Executive = 2,
    AccountManager = 4,
    ProjectManager = 8,
    Consultant = 16,
    Finance = 32,
}

/// <summary>What one may do. Where it concerns a client, the wall decides first whether that client exists.</summary>
public enum Act
{
    /// <summary>Look at what one's walls let through.</summary>
    Look,

    /// <summary>Write an interaction into the handbook, or correct one.</summary>
    Capture,

    /// <summary>Hang a file on a record, rename it, take it off.</summary>
    Attach,
    AddClient,
    ChangeClient,
    ChangeContact,
    GiveSeats,
    ChangeOpportunity,

    /// <summary>Say what is owed, keep it, move it, hand it over.</summary>
    Owe,

    /// <summary>Arrange meetings, say what stands on their agendas, write their minutes, close them.</summary>
    Meet,
    Import,
    Export,

    /// <summary>Make two clients or contacts one, and take that back.</summary>
    Merge,

    /// <summary>Erase a person's data for good.</summary>
    Erase,
    ManageColleagues,

    /// <summary>Add fields to the firm's records, rename and archive them.</summary>
    ManageFields,

    /// <summary>Set the hours and holidays by which time runs, and who goes by which.</summary>
    ManageCalendars,

    /// <summary>Write the plays of the playbook, and switch them on and off.</summary>
    ManagePlaybook,
    SeeAudit,

    /// <summary>Read the figures of the program itself.</summary>
    SeeMetrics,

    /// <summary>See what runs by itself and what failed of it, run it again, end it.</summary>
    ManageJobs,
}

/// <summary>The one table of who may do what.</summary>
public static class Permissions
{
    private const Roles Everyone =
        Roles.Administrator
        | Roles.Executive
        | Roles.AccountManager
        | Roles.ProjectManager
        | Roles.Consultant
        | Roles.Finance;

    private static readonly Dictionary<Act, Roles> Table = new()
    {
        [Act.Look] = Everyone,
        [Act.Capture] = Everyone,
        [Act.Attach] = Everyone,
        [Act.AddClient] = Roles.Administrator | Roles.Executive | Roles.AccountManager,
        [Act.ChangeClient] =
            Roles.Administrator | Roles.Executive | Roles.AccountManager | Roles.ProjectManager,
        [Act.ChangeContact] = Everyone,
        [Act.GiveSeats] = Roles.Administrator | Roles.Executive | Roles.AccountManager,
        [Act.ChangeOpportunity] = Roles.Administrator | Roles.Executive | Roles.AccountManager,
        [Act.Owe] = Everyone,
        [Act.Meet] = Everyone,
        [Act.Import] = Roles.Administrator | Roles.Executive,
        [Act.Export] = Roles.Administrator | Roles.Executive | Roles.AccountManager | Roles.Finance,
        [Act.Merge] = Roles.Administrator | Roles.Executive | Roles.AccountManager,
        [Act.Erase] = Roles.Administrator,
        [Act.ManageColleagues] = Roles.Administrator,
        [Act.ManageFields] = Roles.Administrator,
        [Act.ManageCalendars] = Roles.Administrator,
        [Act.ManagePlaybook] = Roles.Administrator | Roles.Executive,
        [Act.SeeAudit] = Roles.Administrator | Roles.Executive,
        [Act.SeeMetrics] = Roles.Administrator,
        [Act.ManageJobs] = Roles.Administrator,
    };

    /// <summary>Before these no wall stands.</summary>
    private const Roles Unwalled = Roles.Administrator | Roles.Executive | Roles.Finance;

    /// <summary>Every set of roles before whom no wall stands, for queries: roles are stored by their names.</summary>
    public static IReadOnlyList<Roles> AllThatSeeAll { get; } =
    [.. Enumerable.Range(0, (int)Everyone + 1).Select(set => (Roles)set).Where(SeeAll)];

    public static bool May(this Roles roles, Act act) => (Table[act] & roles) != Roles.None;

    public static bool SeeAll(this Roles roles) => (roles & Unwalled) != Roles.None;
}
