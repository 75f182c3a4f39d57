import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.pinecone.clients.AsyncIndex;
import io.pinecone.clients.Index;
import io.pinecone.clients.Pinecone;
import io.pinecone.exceptions.PineconeBadRequestException;
import io.pinecone.exceptions.PineconeException;
import io.pinecone.proto.DeleteResponse;
import io.pinecone.proto.ListResponse;
import io.pinecone.unsigned_indices_model.QueryResponseWithUnsignedIndices;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.openapitools.db_control.client.ApiException;

class Variants {
    private final Pinecone pinecone;
    private final Index index;

    Variants(Pinecone pinecone, String name) {
        this.pinecone = pinecone;
        this.index = pinecone.getIndexConnection(name);
    }

    void absentNamespaces(List<Float> values, boolean withValues) {
        index.upsert("a", values);
        index.upsert("a", values, null, null, null, null);
        index.queryByVectorId(3, "a", withValues, true);
        index.query(3, null, null, null, "a", null, null, false, false);
        index.fetch(Arrays.asList("a"));
        index.deleteByIds(Arrays.asList("a"));
        index.deleteAll("old");
        index.list();
    }

    void computedFlags(List<Float> values) {
        boolean withValues = false;
        withValues |= values.size() > 3;
        boolean withMetadata = true;
        index.queryByVector(3, values, withValues, withMetadata);
    }

    void deletions(List<String> ids, Struct filter, boolean everything) {
        index.delete(ids, false, "en", null);
        index.delete(null, true, "en", null);
        index.delete(ids, everything, "en", filter);
    }

    Struct metadata(Map<String, String> labels) {
        Struct.Builder builder = Struct.newBuilder();
        for (Map.Entry<String, String> label : labels.entrySet()) {
            builder.putFields(label.getKey(), Value.newBuilder().setStringValue(label.getValue()).build());
        }
        return builder.build();
    }

    QueryResponseWithUnsignedIndices asynchronous(String name, List<Float> values) throws Exception {
        AsyncIndex async = pinecone.getAsyncIndexConnection(name);
        ListenableFuture<QueryResponseWithUnsignedIndices> found = async.queryByVector(3, values, "en");
        ListenableFuture<DeleteResponse> deleted = async.deleteByIds(Arrays.asList("a"), "en");
        deleted.get();
        return found.get();
    }

    String failures(String protection) {
        try {
            pinecone.configureServerlessIndex("films", protection, null, null);
            pinecone.createBackup("films", "nightly", null);
            return "";
        } catch (PineconeBadRequestException e) {
            return "refused";
        } catch (PineconeException | ApiException e) {
            return e.getMessage();
        }
    }

    String nextPage(ListResponse page) {
        return page.hasPagination() ? page.getPagination().getNext() : "";
    }

    int units(ListResponse page) {
        return page.getUsage().getReadUnits();
    }
}
