"""What .ci/fuzz does around its requests: makes things that they are about, and looks at the feed that they leave behind."""
import json
import os
import sys
import time
import urllib.error
import urllib.request
import zlib

URL = os.environ["FUZZ_URL"]
SEEDS = os.environ["FUZZ_SEEDS"]

PLACE = {"address": {"street": "Linzer Gasse 1", "city": "Salzburg", "postalCode": "5020", "country": "AT"}, "location": {"lat": 47.8, "lon": 13.04}}


def call(method, path, body=None):
    request = urllib.request.Request(URL + path, method=method, data=None if body is None else json.dumps(body).encode(),
                                     headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as response:
        return json.load(response)


def until(wanted):
    """Asks again while the system starts and its views are built, five minutes at most."""
    end = time.monotonic() + 300
    while True:
        try:
            found = wanted()
            if found:
                return found
        except (urllib.error.URLError, ConnectionError):
            pass
        if time.monotonic() > end:
            sys.exit("The system is not ready")
        time.sleep(0.1)


def prepare():
    restaurant = until(lambda: call("POST", "/restaurants", {
        "name": "Ajanta", **PLACE, "deliveryRadiusMetres": 100_000, "timeZone": "Europe/Vienna", "openingHours": "24/7", "currency": "EUR",
        "cuisines": ["indian"],
        "menu": [{"id": str(item), "name": f"Dish {item}", "price": {"amount": "12.34", "currency": "EUR"}} for item in range(3)]}))["id"]
    consumer = call("POST", "/consumers", {"name": "Ada Lovelace"})["id"]
    courier = call("POST", "/couriers", {"name": "Grace Hopper", "capacity": 1000})["id"]
    call("POST", f"/couriers/{courier}/on-duty")
    order = call("POST", "/orders", {"consumerId": consumer, "restaurantId": restaurant, "deliverTo": PLACE,
                                     "lines": [{"menuItemId": "0", "quantity": 1}]})["id"]
    until(lambda: call("GET", f"/orders/{order}")["status"] == "APPROVED")
    until(lambda: call("GET", f"/accounts/{consumer}"))
    views = until(lambda: call("GET", "/views")["views"])
    with open(os.environ["FUZZ_DOCUMENT"], "w") as file:
        json.dump(call("GET", "/v3/api-docs"), file)
    with open(SEEDS, "w") as file:
        json.dump({"restaurants": restaurant, "consumers": consumer, "accounts": consumer, "couriers": courier, "orders": order,
                   "tickets": order, "deliveries": order, "views": [view["name"] for view in views]}, file)


def feed():
    import jsonschema_rs
    schemas = {(event["type"], event["revision"]): jsonschema_rs.Draft202012Validator(event["schema"])
               for event in call("GET", "/events/schemas")["events"]}
    after, count = 0, 0
    while True:
        page = call("GET", f"/events?limit=1000&after={after}")
        for event in page["events"]:
            schemas[event["type"], event["revision"]].validate(event["payload"])
            count += 1
        if page["next"] == after:
            break
        after = page["next"]
    print(f"{count} events in the feed, each of its schema")


if __name__ == "__main__":
    {"prepare": prepare, "feed": feed}[sys.argv[1]]()
else:
    import schemathesis

    with open(SEEDS) as file:
        seeds = json.load(file)

    with open(os.environ["FUZZ_DOCUMENT"]) as file:
        document = json.load(file)

    @schemathesis.check
    def code_conformance(ctx, response, case):
        """A problem's code is one that the document names for this operation and status."""
        # A method that an address does not have is none of its operations.
        if response.status_code < 400 or response.status_code == 405 or "problem+json" not in "".join(response.headers.get("content-type", [])):
            return
        known = document["paths"][case.operation.path][case.operation.method.lower()]["responses"].get(str(response.status_code), {})
        if "$ref" in known:
            known = document["components"]["responses"][known["$ref"].split("/")[-1]]
        code = response.json()["code"]
        assert code in known.get("x-codes", []), f"{code} is not documented here under {response.status_code}"

    def real(name, made_up):
        """In half of all cases the id of something that there is; the same one for the same case."""
        if name not in seeds or zlib.crc32(repr(made_up).encode()) % 2:
            return made_up
        known = seeds[name]
        return known if isinstance(known, str) else known[zlib.crc32(repr(made_up).encode()) // 2 % len(known)]

    @schemathesis.hook
    def map_path_parameters(context, path_parameters):
        first, parameter = (context.operation.path.split("/") + ["", ""])[1:3]
        name = parameter.strip("{}")
        if path_parameters and parameter.startswith("{") and name in path_parameters:
            path_parameters[name] = real(first, path_parameters[name])
        return path_parameters

    @schemathesis.hook
    def map_body(context, body):
        if isinstance(body, dict):
            for field, name in ("consumerId", "consumers"), ("restaurantId", "restaurants"), ("orderId", "orders"):
                if isinstance(body.get(field), str):
                    body[field] = real(name, body[field])
            if context.operation.path == "/orders" and isinstance(body.get("deliverTo"), dict):
                body["deliverTo"] = PLACE if zlib.crc32(repr(body).encode()) % 2 else body["deliverTo"]
        return body
