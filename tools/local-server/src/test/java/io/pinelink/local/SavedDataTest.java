package io.pinelink.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.FaultRules;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.testsupport.ParquetWriting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that keeps its data in a directory. */
class SavedDataTest {
  @TempDir Path directory;

  private Path data() {
    return directory.resolve("data");
  }

  @Test
  void everythingIsThereAfterARestart() {
    Map<String, String> before;
    String token;
    try (SavedServer server = SavedServer.start(data())) {
      fill(server);
      before = server.reads();
      token = server.token();
    }
    try (SavedServer server = SavedServer.start(data())) {
      server.assertReadsAs(before);
      assertThat(before.keySet()).anyMatch(read -> read.contains("/vectors/fetch"));
      assertThat(
              server
                  .call("localhost", "GET", "/admin/users", "", "authorization", "Bearer " + token)
                  .status())
          .isEqualTo(401);
    }
  }

  @Test
  void everythingAcknowledgedIsInTheDirectoryOfARunningServer() {
    try (SavedServer server = SavedServer.start(data())) {
      fill(server);
      try (SavedServer copy = SavedServer.start(SavedServer.copy(data(), directory.resolve("c")))) {
        copy.assertReadsAs(server.reads());
      }
    }
  }

  /** Creates a resource of each kind, in a state other than the initial one. */
  static void fill(SavedServer server) {
    server.createDense("docs");
    server.control(
        "PATCH",
        "/indexes/docs",
        "{'deletion_protection':'enabled','tags':{'team':'a'}}",
        ServerCall.API_VERSION,
        "2026-04");
    server.upsert("docs", "", "a", 1);
    server.upsert("docs", "ns", "a", 0.1);
    server.upsert("docs", "ns", "b", 2);
    server.data("docs", "POST", "/vectors/delete", "{'ids':['a'],'namespace':'ns'}");
    server.data(
        "docs", "POST", "/vectors/update", "{'id':'b','namespace':'ns','setMetadata':{'n':7}}");
    server.data(
        "docs",
        "POST",
        "/namespaces",
        "{'name':'typed','schema':{'fields':{'n':{'filterable':true}}}}");
    server.upsert("docs", "gone", "x", 1);
    server.data("docs", "DELETE", "/namespaces/gone", "");
    server.data("docs", "POST", "/namespace-aliases", "{'name':'live','target_namespace':'ns'}");
    server.control("POST", "/indexes/docs/backups", "{'name':'first','description':'d'}");
    server.upsert("docs", "ns", "c", 3);
    server.control(
        "POST",
        "/indexes/docs/backup-schedules",
        "{'name':'nightly','schedule':{'type':'time-based','frequency':'daily'},'retention':{'type':'ttl','expire_after_days':3}}");
    String backup =
        server.control("GET", "/backups", "").path("data").get(0).path("backup_id").textValue();
    server.control("POST", "/backups/" + backup + "/create-index", "{'name':'restored'}");
    server.upsert("restored", "ns", "d", 4);
    server.control(
        "POST",
        "/indexes",
        "{'name':'books','schema':{'fields':{'title':{'type':'string','full_text_search':{}},"
            + "'v':{'type':'dense_vector','dimension':2,'metric':'cosine'}}}}");
    server.data(
        "books",
        "POST",
        "/namespaces/n/documents/upsert",
        "{'documents':[{'_id':'a','title':'red','v':[1,2],'year':1999,'tags':['x']},"
            + "{'_id':'b','title':'blue'}]}");
    server.control(
        "POST",
        "/indexes",
        "{'name':'pods','dimension':2,'metric':'dotproduct',"
            + "'spec':{'pod':{'environment':'us-east1-gcp','pod_type':'p1.x2'}}}",
        ServerCall.API_VERSION,
        "2026-04");
    server.data(
        "pods",
        "POST",
        "/vectors/upsert",
        "{'vectors':[{'id':'s','values':[1,2],"
            + "'sparseValues':{'indices':[9,4294967295,1],'values':[1,2,3]}}]}",
        ServerCall.API_VERSION,
        "2026-04");
    server.control("POST", "/collections", "{'name':'kept','source':'pods'}");
    server.control(
        "POST",
        "/indexes/docs/convert",
        "{'name':'converted','schema':{'fields':{"
            + "'v':{'type':'dense_vector','dimension':2,'metric':'dotproduct'}}}}");
    server.createDense("deleted");
    server.control("POST", "/indexes/deleted/backups", "{}");
    server.control("DELETE", "/indexes/deleted", "");
    JsonNode project = server.admin("POST", "/admin/projects", "{'name':'second'}");
    String id = project.path("id").textValue();
    server.admin("POST", "/admin/projects/" + id + "/api-keys", "{'name':'key'}");
    server.admin(
        "POST",
        "/admin/service-accounts",
        "{'name':'robot','role_bindings':[{'resource_type':'organization','role':'OrgMember'}]}");
    JsonNode invite =
        server.admin(
            "POST",
            "/admin/invites",
            "{'email':'a@example.com',"
                + "'role_bindings':[{'resource_type':'organization','role':'OrgMember'}]}");
    server.pinecone.acceptInvite(invite.path("id").textValue());
    server.admin(
        "POST",
        "/admin/invites",
        "{'email':'b@example.com',"
            + "'role_bindings':[{'resource_type':'organization','role':'OrgMember'}]}");
    server.pinecone.addProject("p3");
  }

  @Test
  void sequenceNumbersContinue() {
    long written;
    try (SavedServer server = SavedServer.start(data())) {
      server.createDense("docs");
      server.upsert("docs", "", "a", 1);
      written = lsn(server);
    }
    try (SavedServer server = SavedServer.start(data())) {
      assertThat(lsn(server)).isEqualTo(written + 1);
    }
  }

  private static long lsn(SavedServer server) {
    return Long.parseLong(
        server
            .call(
                "docs.localhost",
                "POST",
                "/vectors/upsert",
                "{'vectors':[{'id':'b','values':[1,2]}]}")
            .headers()
            .get("x-pinecone-request-lsn"));
  }

  @Test
  void aServerThatCannotStartReleasesTheDirectory() {
    FaultRules unknown =
        FaultRules.parse("{\"type\":\"drop\",\"match\":{\"operations\":[\"upsrt\"]}}");

    assertThatThrownBy(
            () ->
                LocalServer.builder(EmbeddedPinecone.builder().faults(unknown))
                    .data(data())
                    .start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("operation is unknown: upsrt");

    try (SavedServer server = SavedServer.start(data())) {
      server.createDense("docs");
    }
  }

  @Test
  void aSecondServerOnTheDirectoryIsRefused() {
    try (SavedServer server = SavedServer.start(data())) {
      assertThatThrownBy(() -> SavedServer.start(data()))
          .hasMessageContaining("another server uses the data directory " + data());
      server.createDense("docs");
    }
  }

  @Test
  void anUnwritableDirectoryIsReportedBeforeTheServerStarts() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> SavedServer.start(file.resolve("data")))
        .hasMessageContaining("cannot write to the data directory " + file.resolve("data"));
  }

  @Test
  void aNewerFormatIsRefused() throws IOException {
    SavedServer.start(data()).close();
    Path log = data().resolve("log-00000000");
    byte[] header = Files.readAllBytes(log);
    header[8] = 3;
    java.util.zip.CRC32C checksum = new java.util.zip.CRC32C();
    checksum.update(header, 0, 24);
    ByteBuffer.wrap(header)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .putInt(24, (int) checksum.getValue());
    Files.write(log, header);
    assertThatThrownBy(() -> SavedServer.start(data()))
        .hasMessageContaining(
            log + " has version 3 of the format, and this server reads version 2");
  }

  @Test
  void aFlippedByteIsReportedWithFileAndOffset() throws IOException {
    try (SavedServer server = SavedServer.start(data())) {
      server.createDense("docs");
      server.upsert("docs", "", "a", 1);
    }
    Path log = data().resolve("log-00000000");
    try (FileChannel file = FileChannel.open(log, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(new byte[] {1}), 50);
    }
    assertThatThrownBy(() -> SavedServer.start(data()))
        .hasMessageContaining(log + " is damaged at offset 28");
  }

  @Test
  void aMissingFileIsReported() throws IOException {
    SavedServer.start(data()).close();
    Files.delete(data().resolve("log-00000000"));
    assertThatThrownBy(() -> SavedServer.start(data()))
        .hasMessageContaining(data().resolve("log-00000000") + " is missing");
  }

  @Test
  void aResetClearsTheDirectory() {
    try (SavedServer server = SavedServer.start(data())) {
      fill(server);
      server.pinecone.reset();
      server.createDense("after");
    }
    try (SavedServer server = SavedServer.start(data())) {
      assertThat(server.pinecone.project().indexes()).containsExactly("after");
      assertThat(server.control("GET", "/backups", "").path("data")).isEmpty();
    }
  }

  @Test
  void aRecordThatWasChangedAfterItsImportStaysChanged() {
    Path bucket = directory.resolve("bucket");
    ParquetWriting.write(
        bucket.resolve("in/ns/0.parquet"),
        ParquetWriting.dense("a", "", 1, 0),
        ParquetWriting.dense("b", "", 1, 0));
    LocalServerBuilder builder =
        LocalServer.builder(SavedServer.service().bucket("s3://bucket/", bucket));
    try (SavedServer server = new SavedServer(builder.data(data()).start())) {
      server.createDense("docs");
      server.data("docs", "POST", "/bulk/imports", "{'uri':'s3://bucket/in/'}");
      server.upsert("docs", "ns", "a", 9);
      server.data("docs", "POST", "/vectors/delete", "{'namespace':'ns','ids':['b']}");
      Path killed = SavedServer.copy(data(), directory.resolve("killed"));
      try (SavedServer copy = new SavedServer(builder.data(killed).start())) {
        JsonNode found =
            copy.data("docs", "GET", "/vectors/fetch?namespace=ns&ids=a&ids=b", "").path("vectors");
        assertThat(found.path("a").path("values").path(0).doubleValue()).isEqualTo(9);
        assertThat(found.has("b")).isFalse();
      }
    }
  }

  @Test
  void aSeedThatCannotBeLoadedLeavesNoneOfTheSeeds() throws IOException {
    Path good =
        Files.writeString(directory.resolve("good.jsonl"), "{\"id\":\"a\",\"values\":[1]}\n");
    Path bad = Files.writeString(directory.resolve("bad.jsonl"), "{\"id\":\"a\"");
    LocalServerBuilder builder =
        LocalServer.builder(SavedServer.service()).data(data()).seed(good).seed(bad);
    assertThatThrownBy(builder::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bad.jsonl, line 1");
    Files.writeString(bad, "{\"id\":\"a\",\"values\":[1]}\n");
    try (SavedServer server = new SavedServer(builder.start())) {
      assertThat(server.pinecone.project().indexes()).containsExactly("bad", "good");
    }
  }

  @Test
  void changesAreSavedAtTheEndIfTheUserWantsSo() {
    SavePolicy policy = SavePolicy.onStop();
    Map<String, String> before;
    try (SavedServer server = SavedServer.start(data(), policy)) {
      fill(server);
      before = server.reads();
      try (SavedServer copy = SavedServer.start(SavedServer.copy(data(), directory.resolve("c")))) {
        assertThat(copy.pinecone.project().indexes()).isEmpty();
      }
    }
    try (SavedServer server = SavedServer.start(data(), policy)) {
      server.assertReadsAs(before);
    }
  }

  @Test
  void changesAreSavedAtAnIntervalAndAtTheEnd() {
    SavePolicy policy = SavePolicy.every(Duration.ofDays(1));
    Map<String, String> before;
    try (SavedServer server = SavedServer.start(data(), policy)) {
      fill(server);
      before = server.reads();
    }
    try (SavedServer server = SavedServer.start(data(), policy)) {
      server.assertReadsAs(before);
    }
  }

  @Test
  void changesThatAreForcedToTheDiskAreThereAfterARestart() {
    Map<String, String> before;
    try (SavedServer server = SavedServer.start(data(), SavePolicy.forced())) {
      fill(server);
      before = server.reads();
    }
    try (SavedServer server = SavedServer.start(data())) {
      server.assertReadsAs(before);
    }
  }

  @Test
  void aSnapshotIsRestoredToAnotherServerThatKeepsItsData() throws IOException {
    Map<String, String> before;
    Path file = directory.resolve("all.snapshot");
    try (SavedServer server = new SavedServer(LocalServer.builder(SavedServer.service()).start())) {
      fill(server);
      before = server.reads();
      server.local.snapshot().writeTo(file);
      server.upsert("docs", "ns", "later", 5);
      server.control("DELETE", "/indexes/books", "");
      server.local.restore(ServerSnapshot.read(file));
      server.assertReadsAs(before);
    }
    try (SavedServer other = SavedServer.start(data())) {
      other.createDense("docs");
      other.upsert("docs", "", "old", 1);
      other.local.restore(ServerSnapshot.read(file));
      other.assertReadsAs(before);
      try (SavedServer copy = SavedServer.start(SavedServer.copy(data(), directory.resolve("c")))) {
        copy.assertReadsAs(before);
      }
      other.upsert("docs", "", "new", 2);
      before = other.reads();
    }
    try (SavedServer other = SavedServer.start(data())) {
      other.assertReadsAs(before);
    }
  }

  @Test
  void aDamagedSnapshotChangesNothing() throws IOException {
    Path file = directory.resolve("all.snapshot");
    try (SavedServer server = new SavedServer(LocalServer.builder(SavedServer.service()).start())) {
      fill(server);
      server.local.snapshot().writeTo(file);
      byte[] content = Files.readAllBytes(file);
      content[content.length / 2] ^= 1;
      Files.write(file, content);
      Map<String, String> before = server.reads();
      ServerSnapshot damaged = ServerSnapshot.read(file);
      assertThatThrownBy(() -> server.local.restore(damaged))
          .hasMessageContaining(file + " is damaged at offset");
      server.assertReadsAs(before);
    }
  }

  @Test
  void namedSnapshotsAreInTheDataDirectory() {
    Map<String, String> before;
    try (SavedServer server = SavedServer.start(data())) {
      fill(server);
      before = server.reads();
      new ApiCaller(server.pinecone).call("POST", "snapshot", "{\"name\":\"full\"}");
    }
    assertThat(data().resolve("saved-full.snapshot")).exists();
    try (SavedServer server = SavedServer.start(data())) {
      server.pinecone.reset();
      ApiCaller api = new ApiCaller(server.pinecone);
      assertThat(api.get("snapshots").path("snapshots").get(0).path("name").textValue())
          .isEqualTo("full");
      assertThat(api.call("POST", "restore", "{\"name\":\"full\"}").statusCode()).isEqualTo(204);
      server.assertReadsAs(before);
    }
  }

  @Test
  void aServerThatOnlyCountsHasNoDirectory() {
    assertThatThrownBy(
            () -> LocalServer.builder(SavedServer.service().countingOnly()).data(data()).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("countingOnly");
    assertThat(data()).doesNotExist();
  }
}
