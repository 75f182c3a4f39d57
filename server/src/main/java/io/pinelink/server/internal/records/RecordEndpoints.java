package io.pinelink.server.internal.records;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.inference.EmbedSettings;
import io.pinelink.server.internal.inference.ModelEmbedder;
import io.pinelink.server.internal.inference.Reranker;
import io.pinelink.server.internal.store.IndexState;
import io.pinelink.server.internal.store.ScoredRecord;
import io.pinelink.server.internal.store.Sequenced;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.store.Validation;
import io.pinelink.server.internal.vectors.DataEndpoint;
import io.pinelink.server.internal.vectors.SequenceNumber;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RequestJson;
import io.pinelink.server.internal.wire.RpcException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/** The data-plane endpoints of records, whose texts the index embeds. */
public record RecordEndpoints(ModelEmbedder embeddings, IntSupplier maxUpsertBytes) {
  public void addTo(PathTable<DataEndpoint> paths) {
    paths
        .on("upsertRecords", "POST /records/namespaces/{namespace}/upsert", this::upsert)
        .on("searchRecords", "POST /records/namespaces/{namespace}/search", this::search);
  }

  private ServerResponse upsert(IndexResource index, ServerCall call) {
    EmbedSettings embed = RecordSearcher.embed(index, "Upsert of records");
    List<RecordLines.Line> lines = RecordLines.parse(call.body());
    Validation.checkUpsertSize(lines.size(), call.body().length, maxUpsertBytes.getAsInt());
    if (lines.size() > embed.model().maxBatchSize()) {
      throw RpcException.invalid(
          "Request has %s records, which exceeds the limit of %s"
              .formatted(lines.size(), embed.model().maxBatchSize()));
    }
    RecordVectors records = new RecordVectors(embed, embeddings);
    List<StoredVector> vectors = lines.stream().map(records::embedded).toList();
    long lsn = index.data().upsert(call.pathValue(), vectors);
    return SequenceNumber.ofWrite(lsn).addTo(ServerResponse.empty(201));
  }

  private ServerResponse search(IndexResource index, ServerCall call) {
    String namespace = call.pathValue();
    RecordSearcher search = new RecordSearcher(index, namespace, RequestJson.parse(call.body()));
    Set<String> fields = search.fields();
    RecordSearcher.Wanted wanted = search.wanted(embeddings);
    String serving = index.data().serving(namespace);
    Sequenced<List<ScoredRecord>> read = index.data().query(serving, wanted.query());
    Optional<List<ScoredRecord>> reranked = search.reranked(read.value(), wanted.text());

    ObjectNode response = PlainJson.object();
    ArrayNode hits = response.putObject("result").putArray("hits");
    long egressBytes = 0;
    for (ScoredRecord match : reranked.orElse(read.value())) {
      StoredVector shown = shown(match.vector(), fields);
      ObjectNode hit = hits.addObject();
      hit.put("_id", shown.id()).put("_score", match.finiteScore());
      PlainJson.put(hit, "fields", shown.metadata());
      egressBytes += shown.bytes();
    }
    ObjectNode usage = response.putObject("usage").put("read_units", 1);
    call.setUsage(1, egressBytes);
    if (call.isVersionOrLater(ServerCall.DOCUMENTS_VERSION)) {
      usage.put("egress_bytes", egressBytes);
    }
    if (wanted.text() != null) {
      usage.put("embed_total_tokens", wanted.embedTokens());
    }
    if (reranked.isPresent()) {
      usage.put("rerank_units", Reranker.units(read.value().size()));
    }
    response.put("namespace", IndexState.listedName(serving));
    byte[] json = response.toString().getBytes(StandardCharsets.UTF_8);
    Validation.checkResponseSize(json.length);
    return SequenceNumber.ofRead(read.lsn()).addTo(ServerResponse.json(200, json));
  }

  /** Returns the part of a record that a hit contains, which never has values. */
  private static StoredVector shown(StoredVector vector, Set<String> fields) {
    Map<String, Object> shown = new LinkedHashMap<>(vector.metadata());
    if (!fields.isEmpty()) {
      shown.keySet().retainAll(fields);
    }
    return vector.part(new float[0], null, shown);
  }
}
