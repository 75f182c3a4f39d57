import io.pinelink.AsyncIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.CreateBackupRequest;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.model.*;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

class Variants {
    private final Pinelink pinecone;
    private final Index index;

    Variants(Pinelink pinecone, String name) {
        this.pinecone = pinecone;
        this.index = pinecone.index(name);
    }

    void absentNamespaces(List<Float> values, boolean withValues) {
        index.upsert(List.of(Vector.of("a", DenseValues.copyOf(values).values())));
        index.upsert(List.of(Vector.of("a", DenseValues.copyOf(values).values())));
        index.query(QueryRequest.builder().id("a").topK(3).includeValues(withValues).includeMetadata().build());
        index.query(QueryRequest.builder().id("a").topK(3).build());
        index.fetch(FetchRequest.byIds(Arrays.asList("a")));
        index.delete(DeleteRequest.byIds(Arrays.asList("a")));
        index.namespace("old").delete(DeleteRequest.all());
        index.listIds(ListIdsRequest.all());
    }

    void computedFlags(List<Float> values) {
        boolean withValues = false;
        withValues |= values.size() > 3;
        boolean withMetadata = true;
        index.query(QueryRequest.builder().vector(DenseValues.copyOf(values).values()).topK(3).includeValues(withValues).includeMetadata().build());
    }

    void deletions(List<String> ids, Filter filter, boolean everything) {
        index.namespace("en").delete(DeleteRequest.byIds(ids));
        index.namespace("en").delete(DeleteRequest.all());
        // TODO Pinelink: say what is deleted: DeleteRequest.byIds(ids), .matching(filter) or .all(), one of them
        index.delete(ids, everything, "en", filter);
    }

    Metadata metadata(Map<String, String> labels) {
        Metadata.Builder builder = Metadata.builder();
        for (Map.Entry<String, String> label : labels.entrySet()) {
            builder.put(label.getKey(), label.getValue());
        }
        return builder.build();
    }

    QueryResponse asynchronous(String name, List<Float> values) throws Exception {
        AsyncIndex async = pinecone.index(name).async();
        CompletableFuture<QueryResponse> found = async.namespace("en").query(QueryRequest.builder().vector(DenseValues.copyOf(values).values()).topK(3).build());
        CompletableFuture<DeleteResponse> deleted = async.namespace("en").delete(DeleteRequest.byIds(Arrays.asList("a")));
        deleted.get();
        return found.get();
    }

    String failures(String protection) {
        // TODO Pinelink: ServiceException has every error of the service: check code() for INVALID_ARGUMENT
        try {
            // TODO Pinelink: deletionProtection(…) is a boolean; leave it out to keep the setting, as null did
            pinecone.controlPlane().configureIndex(ConfigureIndexRequest.builder("films").deletionProtection("enabled".equals(protection)).build());
            pinecone.controlPlane().createBackup(CreateBackupRequest.builder("films").name("nightly").build());
            return "";
        } catch (ServiceException e) {
            return "refused";
        } catch (PinelinkException e) {
            return e.getMessage();
        }
    }

    String nextPage(ListIdsResponse page) {
        return page.nextToken().isPresent() ? page.nextToken().orElse("") : "";
    }

    int units(ListIdsResponse page) {
        return Math.toIntExact(page.readUnits().orElse(0));
    }
}
