import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.model.Filter;
import io.pinelink.model.Metadata;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.UpdateResponse;

class UpdateVectorsByMetadata {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();
        Index index = pinecone.index("example-index");

        // Create a filter to match vectors
        Filter filter = Filter.eq("genre", "action");

        // Create new metadata to apply
        Metadata newMetadata = Metadata.builder().put("updated", "true").put("year", "2024").build();

        // Dry run to check how many records would be updated
        UpdateResponse dryRunResponse = index.namespace("example-namespace").update(UpdateRequest.dryRun(filter));
        int matchedRecords = Math.toIntExact(dryRunResponse.matchedRecords().orElse(0));

        // Actually perform the update
        UpdateResponse updateResponse = index.namespace("example-namespace").update(UpdateRequest.matching(filter, newMetadata));
    }
}
