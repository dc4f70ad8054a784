using static Rapport.Values.HolidayRule;

namespace Rapport.Values;

/// <summary>
/// The national days of Real Decreto 2001/1983, article 45, and of the regions those that their own laws set for every
/// year. Where a holiday that falls on a Sunday goes, and the two days of each town, are published from year to year and
/// are entered by hand or from a file.
/// </summary>
internal static class HolidaysOfSpain
{
    public static readonly IReadOnlyList<HolidayRegion> Regions =
    [
        new("ES", "España"),
        new("ES-AN", "Andalucía"),
        new("ES-AR", "Aragón"),
        new("ES-AS", "Principado de Asturias"),
        new("ES-CN", "Canarias"),
        new("ES-CB", "Cantabria"),
        new("ES-CM", "Castilla-La Mancha"),
        new("ES-CL", "Castilla y León"),
        new("ES-CT", "Cataluña"),
        new("ES-VC", "Comunitat Valenciana"),
        new("ES-EX", "Extremadura"),
        new("ES-GA", "Galicia"),
        new("ES-IB", "Illes Balears"),
        new("ES-RI", "La Rioja"),
        new("ES-MD", "Comunidad de Madrid"),
        new("ES-MC", "Región de Murcia"),
        new("ES-NC", "Comunidad Foral de Navarra"),
        new("ES-PV", "País Vasco"),
    ];

    public static readonly IReadOnlyList<HolidayRule> Rules =
    [
        Fixed(1, 1, "Año Nuevo"),
        Fixed(1, 6, "Epifanía del Señor"),
        Fixed(2, 28, "Día de Andalucía").Only("AN"),
        Fixed(3, 1, "Día de las Illes Balears").Only("IB"),
        Easter(-3, "Jueves Santo").But("ES", "CT", "VC"),
        Easter(-2, "Viernes Santo"),
        Easter(1, "Lunes de Pascua").Only("CT", "IB", "NC", "PV", "RI", "VC"),
        Fixed(4, 23, "Día de Aragón").Only("AR"),
        Fixed(4, 23, "Día de Castilla y León").Only("CL"),
        Fixed(5, 1, "Fiesta del Trabajo"),
        Fixed(5, 2, "Fiesta de la Comunidad de Madrid").Only("MD"),
        Fixed(5, 30, "Día de Canarias").Only("CN"),
        Fixed(5, 31, "Día de Castilla-La Mancha").Only("CM"),
        Fixed(6, 9, "Día de La Rioja").Only("RI"),
        Fixed(6, 9, "Día de la Región de Murcia").Only("MC"),
        Fixed(6, 24, "Sant Joan").Only("CT"),
        Fixed(7, 25, "Día Nacional de Galicia").Only("GA"),
        Fixed(7, 28, "Día de las Instituciones de Cantabria").Only("CB"),
        Fixed(8, 15, "Asunción de la Virgen"),
        Fixed(9, 8, "Día de Asturias").Only("AS"),
        Fixed(9, 8, "Día de Extremadura").Only("EX"),
        Fixed(9, 11, "Diada Nacional de Catalunya").Only("CT"),
        Fixed(9, 15, "La Bien Aparecida").Only("CB"),
        Fixed(10, 9, "Día de la Comunitat Valenciana").Only("VC"),
        Fixed(10, 12, "Fiesta Nacional de España"),
        Fixed(11, 1, "Todos los Santos"),
        Fixed(12, 3, "San Francisco Javier").Only("NC"),
        Fixed(12, 6, "Día de la Constitución Española"),
        Fixed(12, 8, "Inmaculada Concepción"),
        Fixed(12, 25, "Natividad del Señor"),
        Fixed(12, 26, "Sant Esteve").Only("CT"),
    ];
}
