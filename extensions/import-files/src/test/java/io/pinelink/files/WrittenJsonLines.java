package io.pinelink.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.pinelink.documents.Document;
import io.pinelink.model.DenseValues;
import io.pinelink.model.SparseValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The contents of JSON Lines files, read by a parser that is not Pinelink's. */
final class WrittenJsonLines {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private WrittenJsonLines() {}

  /** Returns the lines of a file, each of which ends with a line feed. */
  static List<String> lines(Path file) {
    try {
      String text = Files.readString(file);
      assertThat(text).endsWith("\n");
      return List.of(text.substring(0, text.length() - 1).split("\n", -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the documents of a file. */
  static List<Document> file(Path file) {
    return lines(file).stream().map(WrittenJsonLines::document).toList();
  }

  /** Returns the documents of all files in a namespace's folder. */
  static List<Document> folder(Path folder) {
    List<Document> documents = new ArrayList<>();
    WrittenParquet.names(folder).forEach(name -> documents.addAll(file(folder.resolve(name))));
    return documents;
  }

  private static Document document(String line) {
    try (JsonParser parser = JSON.createParser(line)) {
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      assertThat(parser.nextFieldName()).isEqualTo("_id");
      Document.Builder document = Document.builder(parser.nextTextValue());
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        put(document, name, parser);
      }
      assertThat(parser.currentToken()).isEqualTo(JsonToken.END_OBJECT);
      assertThat(parser.nextToken()).isNull();
      return document.build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(Document.Builder document, String name, JsonParser parser)
      throws IOException {
    switch (parser.nextToken()) {
      case VALUE_STRING -> document.put(name, parser.getText());
      case VALUE_TRUE, VALUE_FALSE -> document.put(name, parser.getBooleanValue());
      case START_OBJECT -> {
        assertThat(parser.nextFieldName()).isEqualTo("indices");
        parser.nextToken();
        long[] indices = elements(parser).stream().mapToLong(Long::parseLong).toArray();
        assertThat(parser.nextFieldName()).isEqualTo("values");
        parser.nextToken();
        document.put(name, SparseValues.of(indices, floats(elements(parser))));
        assertThat(parser.nextToken()).isEqualTo(JsonToken.END_OBJECT);
      }
      case START_ARRAY -> {
        boolean numbers = parser.nextToken().isNumeric();
        List<String> elements = rest(parser);
        if (numbers) {
          document.put(name, DenseValues.of(floats(elements)));
        } else {
          document.put(name, elements);
        }
      }
      default -> document.put(name, parser.getDoubleValue());
    }
  }

  private static List<String> elements(JsonParser parser) throws IOException {
    parser.nextToken();
    return rest(parser);
  }

  /** Returns the texts of the elements from the current one to the end of the array. */
  private static List<String> rest(JsonParser parser) throws IOException {
    List<String> texts = new ArrayList<>();
    while (parser.currentToken() != JsonToken.END_ARRAY) {
      texts.add(parser.getText());
      parser.nextToken();
    }
    return texts;
  }

  /** Returns numbers as floats, which readers parse directly or by way of a double. */
  private static float[] floats(List<String> texts) {
    float[] floats = new float[texts.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Float.parseFloat(texts.get(i));
      assertThat((float) Double.parseDouble(texts.get(i))).isEqualTo(floats[i]);
    }
    return floats;
  }
}
