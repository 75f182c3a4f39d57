package io.pinelink.benchmarks.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** A JSON file with every reading of a run, for programs. */
final class ResultFile {
  private ResultFile() {}

  static void write(Path file, Settings settings, Readings readings, List<Bar> bars)
      throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(Files.newBufferedWriter(file))) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("date", LocalDate.now(ZoneOffset.UTC).toString());
      json.writeStringField("machine", Machine.describe());
      json.writeNumberField("rounds", settings.rounds());
      json.writeNumberField("windows", settings.windows());
      json.writeNumberField("windowMillis", settings.window().toMillis());
      json.writeArrayFieldStart("bars");
      for (Bar bar : bars) {
        bar(json, bar);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("readings");
      for (Reading reading : readings.all()) {
        reading(json, reading);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void bar(JsonGenerator json, Bar bar) throws IOException {
    json.writeStartObject();
    json.writeStringField("goal", bar.goal());
    Spread value = bar.value();
    if (value != null) {
      json.writeNumberField("median", value.median());
      json.writeNumberField("min", value.min());
      json.writeNumberField("max", value.max());
    }
    json.writeNumberField("gate", bar.gate());
    json.writeNumberField("target", bar.target());
    json.writeStringField("verdict", bar.verdict());
    json.writeEndObject();
  }

  private static void reading(JsonGenerator json, Reading reading) throws IOException {
    json.writeStartObject();
    json.writeStringField("what", reading.what());
    json.writeStringField("client", reading.client());
    json.writeNumberField("round", reading.round());
    for (var value : reading.values().entrySet()) {
      json.writeNumberField(value.getKey().name().toLowerCase(Locale.ROOT), value.getValue());
    }
    json.writeEndObject();
  }
}
