package io.ordertrail.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/**
 * An error as clients read it: RFC 9457 problem details with this API's code. Its type is always {@code about:blank}, for the code says what
 * a type's address would.
 *
 * @param title the status in words
 * @param field JSON pointer or parameter name of what is wrong, the first of them if several are; null if it is no field
 * @param errors all wrong fields, if there are several
 * @param currentStatus the state that forbids it, with {@code INVALID_STATE} only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(String type, String title, int status, String detail, String code, String field, List<WrongField> errors,
        String currentStatus) {

    static final String MEDIA_TYPE = "application/problem+json";

    /** The code of what is our own fault; it stands in no client's table. */
    static final String INTERNAL_ERROR = "INTERNAL_ERROR";

    /** One of several wrong fields. */
    record WrongField(String field, String code, String message) {
    }

    static Problem of(Code code, String detail) {
        return of(code.status(), code.shown(), detail, null, null);
    }

    static Problem ofField(Code code, String field, String detail) {
        return of(code.status(), code.shown(), detail, field, null);
    }

    static Problem of(Refusal.Reason reason) {
        return of(reason.code().status(), reason.code().shown(), reason.detail(), reason.field(), reason.currentStatus());
    }

    /** What is known is only the status, as with errors that the web server itself finds. */
    static Problem of(int status, String detail) {
        return of(status, codeOf(status), detail, null, null);
    }

    /** Several messages about one field make one error. */
    static Problem ofFields(Collection<WrongField> wrong) {
        List<WrongField> errors = wrong.stream()
                .collect(Collectors.groupingBy(WrongField::field,
                        Collectors.mapping(WrongField::message, Collectors.toCollection(TreeSet::new))))
                .entrySet().stream()
                .map(field -> new WrongField(field.getKey(), Code.INVALID.shown(), String.join("; ", field.getValue())))
                .sorted(Comparator.comparing(WrongField::field))
                .toList();
        WrongField first = errors.getFirst();
        if (errors.size() == 1) {
            return ofField(Code.INVALID, first.field(), first.message());
        }
        Problem one = ofField(Code.INVALID, first.field(), "%d fields are wrong".formatted(errors.size()));
        return new Problem(one.type, one.title, one.status, one.detail, one.code, one.field, errors, null);
    }

    private static Problem of(int status, String code, String detail, String field, String currentStatus) {
        HttpStatus known = HttpStatus.resolve(status);
        return new Problem("about:blank", known == null ? "Error" : known.getReasonPhrase(), status, detail, code, field, null,
                currentStatus);
    }

    private static String codeOf(int status) {
        return switch (status) {
            case 401 -> Code.UNAUTHENTICATED.shown();
            case 403 -> Code.FORBIDDEN.shown();
            case 404 -> Code.NOT_FOUND.shown();
            case 405 -> Code.METHOD_NOT_ALLOWED.shown();
            case 406 -> Code.NOT_ACCEPTABLE.shown();
            case 413 -> Code.TOO_LARGE.shown();
            case 415 -> Code.UNSUPPORTED_MEDIA_TYPE.shown();
            case 429 -> Code.TOO_MANY_REQUESTS.shown();
            case 503 -> Code.UNAVAILABLE.shown();
            default -> status < 500 ? Code.INVALID.shown() : INTERNAL_ERROR;
        };
    }
}
