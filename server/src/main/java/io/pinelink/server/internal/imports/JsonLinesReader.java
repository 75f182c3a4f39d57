package io.pinelink.server.internal.imports;

import io.pinelink.server.internal.documents.DocumentDecoder;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.RequestJson;
import io.pinelink.server.internal.wire.RpcException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A reader of documents in JSON Lines files: UTF-8, a document a line. Blank lines are ignored. */
record JsonLinesReader(DocumentDecoder decoder) implements ImportReader {
  @Override
  public List<Supplier<StoredVector>> read(ImportFile file) throws ImportFailure {
    List<Supplier<StoredVector>> documents = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file.path())) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          String place = "Line " + number + ": ";
          byte[] json = line.getBytes(StandardCharsets.UTF_8);
          documents.add(() -> document(place, json));
        }
      }
    } catch (IOException e) {
      throw new ImportFailure("Cannot read " + file.shortName() + ": " + e);
    }
    return documents;
  }

  private StoredVector document(String place, byte[] json) {
    RequestJson object;
    try {
      object = RequestJson.parse(json);
    } catch (ControlException e) {
      throw RpcException.invalid(place + "not a JSON object");
    }
    try {
      return decoder.document(object);
    } catch (RpcException e) {
      throw new RpcException(e.code(), place + e.text());
    } catch (ControlException e) {
      throw RpcException.invalid(place + e.text());
    }
  }
}
