using System.CommandLine;
using Rapport.Web.Commands;

// Wiring only: which word calls which command.
var root = new RootCommand("Rapport, the account handbook of a service firm.")
{
    ServeCommand.Make(),
    MigrateCommand.Make(),
    UserCommand.Make(),
    TokenCommand.Make(),
    AuditCommand.Make(),
    SearchCommand.Make(),
    ImportCommand.Make(),
    ExportCommand.Make(),
    DemoCommand.Make(),
    DoctorCommand.Make(),
};
var parsed = root.Parse(args);
return parsed.Errors.Count > 0
    ? await parsed.InvokeAsync() is 0
        ? Exit.Done
        : Exit.WrongUse
    : await parsed.InvokeAsync();
