using System.Globalization;
using System.Text;

namespace Concordat.Platform.Site.Kit;

/// <summary>Small invented drawings for the kit page, so that it needs nothing but itself.</summary>
internal static class KitDrawings
{
    static readonly int[] Months = [39, 34, 31, 33, 30, 35, 37, 36, 41, 45, 55, 64];

    public static SvgContent Chart(bool small)
    {
        var (width, height, step) = small ? (240, 110, 17.0) : (640, 220, 50.0);
        var bars = new StringBuilder();
        for (var i = 0; i < Months.Length; i++)
        {
            var tall = Months[i] / 70.0 * (height - 40);
            bars.Append(CultureInfo.InvariantCulture, $"<rect x=\"{30 + (i * step):0.#}\" y=\"{height - 22 - tall:0.#}\" width=\"{step * 0.68:0.#}\" height=\"{tall:0.#}\" fill=\"{(i == 11 ? "#a63f06" : "#155866")}\"/>");
        }
        return SvgContent.FromDrawing(string.Create(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" role=\"img\" aria-label=\"Thefts from vehicles a month, 39 in November 2025 to 64 in October 2026\"><path d=\"M28 {height - 22}H{width}\" stroke=\"#4d5860\"/>{bars}<text x=\"30\" y=\"{height - 5}\" font-size=\"14\" fill=\"#4d5860\">Nov</text><text x=\"{30 + (11 * step):0.#}\" y=\"{height - 5}\" font-size=\"14\" fill=\"#4d5860\">Oct</text></svg>"));
    }

    public static SvgContent Spark()
    {
        var bars = string.Concat(Months.Select((m, i) => string.Create(CultureInfo.InvariantCulture,
            $"<rect x=\"{i * 11}\" y=\"{28 - (m * 0.4):0.#}\" width=\"8\" height=\"{m * 0.4:0.#}\" fill=\"{(i == 11 ? "#a63f06" : "#b3c5c9")}\"/>")));
        return SvgContent.FromDrawing($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 130 28\" role=\"img\" aria-label=\"Last 12 months: 39 rising to 64\">{bars}</svg>");
    }

    /// <summary>Columns and rows of 250 m squares, their z scores and strength classes.</summary>
    public static IReadOnlyList<(int Column, int Row, double Value, int Class)> Cells { get; } =
    [
        (12, 10, 3.9, 2), (13, 10, 4.4, 3), (11, 9, 5.9, 4), (12, 9, 7.1, 4), (13, 9, 4.8, 3), (14, 9, 2.7, 1), (11, 8, 3.4, 2), (12, 8, 4.9, 3),
        (9, 14, 5.8, 4), (10, 14, 3.1, 1), (9, 13, 3.6, 2), (24, 9, 4.4, 3), (25, 9, 2.9, 1), (24, 8, 3.5, 2),
    ];

    public static SvgContent Map()
    {
        string[] fills = ["#fbe0b0", "#f3b25a", "#d9772a", "#8f3a06"];
        var squares = string.Concat(Cells.Select(c => $"<rect x=\"{c.Column * 20}\" y=\"{400 - ((c.Row + 1) * 20)}\" width=\"20\" height=\"20\" fill=\"{fills[c.Class - 1]}\"/>"));
        return SvgContent.FromDrawing($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 400\" role=\"img\" aria-label=\"Map: three hot spots, the strongest at Quayside\"><rect width=\"640\" height=\"400\" fill=\"#fcfcfa\"/><path d=\"M0 150C160 140 240 220 330 230S520 300 640 390\" fill=\"none\" stroke=\"#bcd5e2\" stroke-width=\"14\"/><path d=\"M60 60L580 60L600 340L40 350Z\" fill=\"none\" stroke=\"#17212b\" stroke-width=\"2\"/>{squares}</svg>");
    }

    public static string MapFigures => $$"""
        {
          "extent": [656000, 238000, 664000, 243000],
          "grid": { "origin": [656000, 238000], "size": 250 },
          "measure": "z score",
          "cells": [{{string.Join(", ", Cells.Select(c => string.Create(CultureInfo.InvariantCulture, $"[{c.Column}, {c.Row}, {c.Value}, {c.Class}]")))}}],
          "base": [
            { "kind": "river", "line": [[656000, 241100], [658000, 241000], [660100, 240100], [664000, 238100]] },
            { "kind": "boundary", "line": [[656750, 242250], [663250, 242250], [663500, 238750], [656500, 238600], [656750, 242250]] },
            { "kind": "road", "line": [[656500, 239600], [659000, 240300], [663400, 241500]] }
          ],
          "labels": [[659300, 239700, "Quayside"], [658300, 242000, "Old Market"]],
          "spots": [[1, 659000, 240700, "Quayside car parks"], [2, 658200, 241600, "Station approach"], [3, 662000, 240450, "Tannery Retail Park"]]
        }
        """;
}
