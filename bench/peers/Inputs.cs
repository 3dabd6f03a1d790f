using System.Runtime.InteropServices;

namespace Concordat.Peers;

/// <summary>Columns of numbers as files of eight-byte floats, which R, Python and .NET all read at once.</summary>
internal sealed class Inputs(string folder)
{
    public string Folder => folder;

    public double[] this[string name] => Read(Path.Combine(folder, name + ".f64"));

    public Inputs Add(string name, double[] values)
    {
        Directory.CreateDirectory(folder);
        Write(Path.Combine(folder, name + ".f64"), values);
        return this;
    }

    public Inputs Add(Town town) => Add("x", town.X).Add("y", town.Y).Add("day", town.Day);

    public static double[] Read(string path) => MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(path)).ToArray();

    public static void Write(string path, double[] values) => File.WriteAllBytes(path, MemoryMarshal.AsBytes(values.AsSpan()));
}
