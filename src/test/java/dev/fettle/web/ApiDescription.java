package dev.fettle.web;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The API's description of itself, as a validator reads it. */
final class ApiDescription {
    /** Of a request to what is not described: that it is refused is what is asked for. */
    private static final Set<String> NOT_DESCRIBED = Set.of(
            "validation.request.path.missing",
            "validation.request.operation.notAllowed",
            "validation.response.path.missing",
            "validation.response.operation.notAllowed");

    private final OpenApiInteractionValidator validator;

    ApiDescription(String json) {
        this.validator = OpenApiInteractionValidator.createForInlineApiSpecification(json)
                .build();
    }

    /** What of an answer is not as it is described. */
    List<String> complaints(HttpResponse<String> answer) {
        return complaints(
                answer.request().method(),
                answer.uri().getPath(),
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse(""),
                answer.body());
    }

    List<String> complaints(String method, String path, int status, String contentType, String body) {
        ValidationReport report = validator.validateResponse(
                path,
                Request.Method.valueOf(method.toUpperCase(Locale.ROOT)),
                SimpleResponse.Builder.status(status)
                        .withContentType(contentType)
                        .withBody(body)
                        .build());
        return report.getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .filter(message -> !(status >= 400 && NOT_DESCRIBED.contains(message.getKey())))
                .map(message -> status + " " + message.getKey() + ": " + message.getMessage())
                .toList();
    }
}
