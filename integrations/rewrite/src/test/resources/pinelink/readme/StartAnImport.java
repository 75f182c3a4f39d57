import io.pinelink.AsyncIndex;
import io.pinelink.Pinelink;
import io.pinelink.imports.ErrorMode;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.imports.StartImportResponse;

class StartAnImport {
    void run() throws Exception {
        // Initialize pinecone object
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();
        // Get async imports connection object
        AsyncIndex asyncIndex = pinecone.index("PINECONE_INDEX_NAME").async();

        // s3 uri
        String uri = "s3://path/to/file.parquet";

        // Start an import
        StartImportResponse response = pinecone.index("PINECONE_INDEX_NAME").imports().start(StartImportRequest.builder(uri).integrationId("123-456-789").errorMode(ErrorMode.CONTINUE).build());
    }
}
