// Start-up project of dotnet-ef alone; bin/migrate calls it for both engines.
return 0;
