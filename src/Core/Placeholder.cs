namespace Rapport;
internal static class Placeholder;
