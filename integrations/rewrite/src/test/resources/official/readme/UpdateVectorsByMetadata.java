import io.pinecone.clients.Index;
import io.pinecone.clients.Pinecone;
import io.pinecone.proto.UpdateResponse;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;

class UpdateVectorsByMetadata {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();
        Index index = pinecone.getIndexConnection("example-index");

        // Create a filter to match vectors
        Struct filter = Struct.newBuilder()
            .putFields("genre", Value.newBuilder()
                .setStructValue(Struct.newBuilder()
                    .putFields("$eq", Value.newBuilder()
                        .setStringValue("action")
                        .build()))
                .build())
            .build();

        // Create new metadata to apply
        Struct newMetadata = Struct.newBuilder()
            .putFields("updated", Value.newBuilder().setStringValue("true").build())
            .putFields("year", Value.newBuilder().setStringValue("2024").build())
            .build();

        // Dry run to check how many records would be updated
        UpdateResponse dryRunResponse = index.updateByMetadata(filter, newMetadata, "example-namespace", true);
        int matchedRecords = dryRunResponse.getMatchedRecords();

        // Actually perform the update
        UpdateResponse updateResponse = index.updateByMetadata(filter, newMetadata, "example-namespace", false);
    }
}
