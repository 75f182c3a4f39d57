package io.pinelink.local.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.server.internal.control.IndexRegistry;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.store.SimilarityFunction;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.testsupport.ParquetWriting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeederTest {
  private static final String SERVERLESS =
      "'spec':{'serverless':{'cloud':'aws','region':'us-east-1'}}";

  @TempDir private Path seed;

  private final Projects projects = new Projects();
  private final IndexRegistry indexes = projects.create();

  /** Writes a file, whose quotes are single. */
  private Path write(String file, String... lines) throws IOException {
    Path path = seed.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.write(
        path, String.join("\n", lines).replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private void load() {
    projects.seeder().load(indexes, seed, null);
  }

  private IndexResource index(String name) {
    return indexes.find(name).orElseThrow();
  }

  private List<String> ids(String index, String namespace) {
    return index(index).data().list(namespace, "", 100, "").value().ids();
  }

  private Map<String, Object> metadata(String index, String namespace, String id) {
    Map<String, StoredVector> found = index(index).data().fetch(namespace, List.of(id)).value();
    return Objects.requireNonNull(found.get(id)).metadata();
  }

  @Test
  void aDirectoryDefinesIndexesAndTheirNamespaces() throws IOException {
    write(
        "indexes.json",
        "{'indexes':[{'name':'docs','dimension':2,'metric':'euclidean'," + SERVERLESS + ",",
        "'namespaces':[{'name':'none','schema':{'fields':{'genre':{'filterable':true}}}},",
        "{'name':'A/B','file':'ab.jsonl'}],",
        "'aliases':[{'alias':'live','target_namespace':'en'}]},",
        "{'name':'empty','vector_type':'sparse'," + SERVERLESS + "}]}");
    write("docs/__default__.jsonl", "{'id':'a','values':[1,0]}", "", "{'id':'b','values':[0,1]}");
    write("docs/ab.jsonl", "{'id':'c','values':[1,1],'metadata':{'genre':'x'}}");
    write("docs/en/0.jsonl", "{'id':'d','values':[1,1]}");
    write("docs/en/1.jsonl", "{'id':'e','values':[1,1]}");
    write(".git/config", "ignored");

    load();

    assertThat(ids("docs", "")).containsExactly("a", "b");
    assertThat(ids("docs", "A/B")).containsExactly("c");
    assertThat(ids("docs", "live")).containsExactly("d", "e");
    assertThat(index("docs").data().shape().metric()).isEqualTo(SimilarityFunction.EUCLIDEAN);
    assertThat(index("docs").data().describeNamespace("none").value().filterable())
        .containsExactly("genre");
    assertThat(index("empty").data().shape().isSparse()).isTrue();
  }

  /** The response of "list indexes" can be the definition of a seed. */
  @Test
  void theDescriptionsOfTheApiDefineIndexes() throws IOException {
    write(
        "indexes.json",
        "{'indexes':[{'id':'x','name':'a','host':'a.svc','status':{'ready':true,'state':'Ready'},",
        "'deletion_protection':'disabled','tags':null,'deployment':{'deployment_type':'managed',",
        "'cloud':'aws','region':'us-east-1'},'read_capacity':{'mode':'OnDemand',",
        "'status':{'state':'Ready'}},'schema':{'fields':{'text':{'type':'semantic_text',",
        "'model':'multilingual-e5-large','dimension':1024,'metric':'cosine',",
        "'read_parameters':{'input_type':'query','truncate':'END'},",
        "'write_parameters':{'input_type':'passage','truncate':'END'}}}}},",
        "{'name':'b','host':'b.svc','dimension':2,'metric':'dotproduct','vector_type':'dense',",
        "'spec':{'serverless':{'cloud':'aws','region':'us-east-1','source_collection':'c',",
        "'read_capacity':{'mode':'OnDemand','status':{'state':'Ready'}}}}}]}");

    load();

    assertThat(index("a").embed().orElseThrow().textField()).isEqualTo("text");
    assertThat(index("a").data().shape().dimension()).isEqualTo(1_024);
    assertThat(index("b").data().shape().metric()).isEqualTo(SimilarityFunction.DOTPRODUCT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'id':'a','values':[1,2,3]} | 3 | COSINE",
        "{'id':'a','values':[1,2],'sparseValues':{'indices':[1],'values':[1]}} | 2 | DOTPRODUCT",
        "{'id':'a','sparse_values':{'indices':[1],'values':[1]}} | 0 | DOTPRODUCT"
      })
  void theFirstVectorDefinesAnIndex(String line, int dimension, SimilarityFunction metric)
      throws IOException {
    Path file = write("docs.jsonl", "\uFEFF" + line);

    projects.seeder().load(indexes, file, null);

    assertThat(index("docs").data().shape().dimension()).isEqualTo(dimension);
    assertThat(index("docs").data().shape().metric()).isEqualTo(metric);
    assertThat(ids("docs", "")).containsExactly("a");
  }

  @Test
  void aHeaderDefinesAnIndexOfDocuments() throws IOException {
    Path file =
        write(
            "articles.jsonl",
            "{'index':{'schema':{'fields':{'title':{'type':'string','full_text_search':{}}}}},"
                + "'namespace':'en'}",
            "{'_id':'a','title':'Spring tides','year':2026}");

    projects.seeder().load(indexes, file, "books");

    assertThat(ids("books", "en")).containsExactly("a");
    assertThat(index("books").schema()).isPresent();
    assertThat(metadata("books", "en", "a"))
        .isEqualTo(Map.of("title", "Spring tides", "year", 2026.0));
  }

  @Test
  void recordsOfAFileGoIntoAnIndexThatExists() throws IOException {
    projects.seeder().load(indexes, write("docs.jsonl", "{'id':'a','values':[1,2]}"), null);

    projects.seeder().load(indexes, write("more.jsonl", "{'id':'b','values':[1,2]}"), "docs");

    assertThat(ids("docs", "")).containsExactly("a", "b");
  }

  @Test
  void parquetFilesOfImportsAreSeeds() throws IOException {
    Files.createDirectories(seed.resolve("docs/en"));
    ParquetWriting.write(
        seed.resolve("docs/en/0.parquet"), ParquetWriting.dense("a", "{\"n\":1.5}", 1, 2));

    load();

    assertThat(ids("docs", "en")).containsExactly("a");
    assertThat(metadata("docs", "en", "a")).isEqualTo(Map.of("n", 1.5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'id':'b','values':[1]} | docs.jsonl, line 2: Vector dimension 1 does not match",
        "{'id':'b','value':[1,2]} | docs.jsonl, line 2: unknown field 'value'",
        "{'id':'b','values':['x']} | docs.jsonl, line 2: values: expected a number",
        "{'id':'b','values':[1,2],'metadata':{'n':{}}} | for field 'n'",
        "{'id':'','values':[1,2]} | docs.jsonl, line 2: Vector ID must not be empty",
        "{'id':'b','values':[1,2] | docs.jsonl, line 2: not a JSON object",
        "{'_id':'b'} | docs.jsonl, line 2: unknown field"
      })
  void anInvalidRecordIsNamedAndNothingIsLoaded(String line, String message) throws IOException {
    Path file = write("docs.jsonl", "{'id':'a','values':[1,2]}", line);

    assertThatThrownBy(() -> projects.seeder().load(indexes, file, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(seed.toString())
        .hasMessageContaining(message);
    assertThat(indexes.list()).isEmpty();
  }

  @Test
  void anInvalidDocumentIsNamedWithItsField() throws IOException {
    Path file =
        write(
            "docs.jsonl",
            "{'index':{'schema':{'fields':{'v':{'type':'dense_vector','dimension':2,"
                + "'metric':'cosine'}}}}}",
            "{'_id':'a','v':[1]}");

    assertThatThrownBy(() -> projects.seeder().load(indexes, file, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "docs.jsonl, line 2: Field 'v' of document 'a': 1 values do not match");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'indexes':[{'name':'Docs','dimension':2,%s}]} | index 'Docs': Name must consist of",
        "{'indexes':[{'name':'docs','metric':'cosine',%s}]} | index 'docs': Dimension is required",
        "{'indexes':[{'name':'docs','dimension':2,%s,'aliases':[{'alias':'a',"
            + "'target_namespace':'x'}]}]} | index 'docs': Target namespace 'x' does not exist",
        "{'indexes':[{'name':'docs','dimension':2,%s,'namespaces':[{'name':'a','file':'f'}]}]}"
            + " | there is no file",
        "{'indexes':[{'name':'docs','dimension':2,%s},{'name':'docs','dimension':2,%s}]}"
            + " | defines index 'docs' twice",
        "{'indices':[]} | Unknown field",
        "{'indexes':{}} | indexes is not a list"
      })
  void anInvalidDefinitionIsNamed(String json, String message) throws IOException {
    write("indexes.json", json.replace("%s", SERVERLESS));

    assertThatThrownBy(this::load)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
    assertThat(indexes.list()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "docs/a.txt | a.txt is neither a .jsonl nor a .parquet file",
        "docs/%4.jsonl | the name '%4' has a % without two hexadecimal digits",
        "readme.txt | is not part of a seed"
      })
  void filesOutsideTheLayoutAreNamed(String file, String message) throws IOException {
    write(file, "x");

    assertThatThrownBy(this::load)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aFolderWithoutDefinitionIsRefusedIfOthersAreDefined() throws IOException {
    write("indexes.json", "{'indexes':[{'name':'docs','dimension':2," + SERVERLESS + "}]}");
    write("dosc/a.jsonl", "{'id':'a','values':[1,2]}");

    assertThatThrownBy(this::load)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dosc is not part of a seed");
  }

  @Test
  void anIndexThatExistsIsNotDefinedAgain() throws IOException {
    write("indexes.json", "{'indexes':[{'name':'docs','dimension':2," + SERVERLESS + "}]}");
    load();

    assertThatThrownBy(this::load)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("index 'docs' already exists");
  }

  @Test
  void documentsWithoutADefinitionAreRefused() throws IOException {
    Path file = write("docs.jsonl", "{'_id':'a','title':'x'}");

    assertThatThrownBy(() -> projects.seeder().load(indexes, file, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("docs.jsonl, line 1: a document or record needs an index");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() throws IOException {
    Path file = Files.write(seed.resolve("docs.jsonl"), new byte[] {'{', (byte) 0xC3, '}'});

    assertThatThrownBy(() -> projects.seeder().load(indexes, file, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("docs.jsonl is not UTF-8");
  }

  @Test
  void aDamagedParquetFileIsNamed() throws IOException {
    Path file = write("docs.parquet", "PAR1 but no more");

    assertThatThrownBy(() -> projects.seeder().load(indexes, file, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("docs.parquet cannot be read as Parquet");
  }
}
