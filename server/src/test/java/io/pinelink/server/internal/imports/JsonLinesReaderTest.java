package io.pinelink.server.internal.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.server.HashingEmbedder;
import io.pinelink.server.TextEmbedder;
import io.pinelink.server.internal.documents.DocumentDecoder;
import io.pinelink.server.internal.fulltext.TextAnalysis;
import io.pinelink.server.internal.inference.ModelEmbedder;
import io.pinelink.server.internal.schema.DeclaredField;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.SimilarityFunction;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesReaderTest {
  private static final DocumentSchema SCHEMA =
      new DocumentSchema(
          Map.of(
              "title",
              new DeclaredField.Text(TextAnalysis.defaults(), null, null, null),
              "v",
              new DeclaredField.Dense(2, SimilarityFunction.COSINE, null)));

  @TempDir private Path folder;

  static JsonLinesReader reader() {
    HashingEmbedder embedder = new HashingEmbedder();
    return new JsonLinesReader(
        new DocumentDecoder(
            SCHEMA,
            new ModelEmbedder(
                (text, model, vectorType, dimension, inputType) ->
                    embedder.embed(
                        new TextEmbedder.Text(text, model, vectorType, dimension, inputType)),
                "embedder")));
  }

  private ImportFile file(byte[] content) throws IOException {
    Path path = folder.resolve("0.jsonl");
    Files.write(path, content);
    return new ImportFile("ns", path);
  }

  private List<Supplier<StoredVector>> read(String text) throws IOException, ImportFailure {
    return reader().read(file(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void eachLineIsADocument() throws Exception {
    List<StoredVector> documents =
        read("{'_id':'a','title':'größer 😀','year':2026}\n\n{'_id':'b','v':[1,0.1]}").stream()
            .map(Supplier::get)
            .toList();

    assertThat(documents).extracting(StoredVector::id).containsExactly("a", "b");
    assertThat(documents.get(0).metadata()).isEqualTo(Map.of("title", "größer 😀", "year", 2026.0));
    assertThat(documents.get(1).values()).containsExactly(1, 0.1f);
  }

  @Test
  void anEmptyFileHasNoDocuments() throws Exception {
    assertThat(read("")).isEmpty();
    assertThat(read("\n \r\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'_id':'b' | Line 3: not a JSON object",
        "{'_id':'b','title':'x'}{} | Line 3: not a JSON object",
        "[] | Line 3: not a JSON object",
        "{'title':'x'} | Line 3: Failed to deserialize the JSON body into the target type: missing"
            + " field `_id`",
        "{'_id':7,'title':'x'} | Line 3: Failed to deserialize the JSON body into the target type:"
            + " _id: invalid type, expected a string",
        "{'_id':'b','year':1} | Line 3: Document 'b' needs at least one field of the schema",
        "{'_id':'b','v':[1]} | Line 3: Field 'v' of document 'b': 1 values do not match the"
            + " dimension 2 of the field",
        "{'_id':'b','v':[0,0]} | Line 3: Field 'v' of document 'b': dense values must contain at"
            + " least one non-zero value",
        "{'_id':'b','title':1} | Line 3: Field 'title' of document 'b': expected a string",
      })
  void anInvalidLineFailsOnlyWhenItIsRead(String line, String message) throws Exception {
    List<Supplier<StoredVector>> documents =
        read("{'_id':'a','title':'x'}\n\n" + line + "\n{'_id':'c','title':'x'}\n");

    assertThat(documents).hasSize(3);
    assertThat(documents.get(0).get().id()).isEqualTo("a");
    assertThatThrownBy(documents.get(1)::get)
        .isInstanceOf(RpcException.class)
        .hasMessageStartingWith(message);
    assertThat(documents.get(2).get().id()).isEqualTo("c");
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() {
    byte[] latin = "{\"_id\":\"a\",\"title\":\"größer\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> reader().read(file(latin)))
        .isInstanceOf(ImportFailure.class)
        .hasMessageStartingWith("Cannot read ns/0.jsonl: ");
  }
}
